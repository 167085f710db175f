"""The code of templates: shorter than Jinja2's, and with the same pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from beibei_site.content.settings import Settings
from beibei_site.rendering.jinja.environment import PageEnvironment, make_environment

TEMPLATES = {
    "base.html": "<title>{% block title %}{% endblock %}</title>{{ self.title() | upper }}{% block text %}{% endblock %}",
    "page.html": """{% extends "base.html" %}{% import "parts.html" as m %}
{% block title %}{{ value }}{% endblock %}
{% block text %}{{ super() }}{{ value ~ "<" }}{{ value | safe }}{{ value | default('') }}
{% for one in [value, value] %}{{ m.part(one, class=value) }}{{ loop.cycle('a', 'b') }}{% endfor %}
{{ m.part(*[value]) }}{{ m.part(**{'value': value}) }}{{ m.many(value, 1, value) }}
{% call(one) m.around() %}{{ one }}{{ value }}{% endcall %}
{{ _('第%(page)s版', page=value) }}{{ ngettext('%(num)s 期', '%(num)s 期', 3) }}{{ gettext('首页') }}
{% trans title=value %}《{{ title }}》{% endtrans %}{% autoescape false %}{{ value }}{{ m.part(value) }}{% endautoescape %}
{% endblock %}""",
    "parts.html": """{% macro part(value, class='') %}<i class="{{ class }}">{{ value }}</i>{% endmacro %}
{% macro many() %}{% for one in varargs %}{{ one }}{% endfor %}{% endmacro %}
{% macro around() %}{{ caller('<') }}{% endmacro %}""",
}


class _AsJinja2(PageEnvironment):
    code_generator_class = CodeGenerator


def _environment(kind: type[PageEnvironment]) -> PageEnvironment:
    """That of the site, with the templates above and the code of `kind`."""
    environment = make_environment((), Settings())
    environment.loader, environment.code_generator_class = DictLoader(TEMPLATES), kind.code_generator_class
    return environment


OURS, THEIRS = _environment(PageEnvironment), _environment(_AsJinja2)


@given(st.text() | st.integers() | st.none() | st.text("<>&'\"a").map(Markup) | st.lists(st.text("<a")))
def test_a_page_is_as_jinja2_makes_it(value: object) -> None:
    """Rare calls included: with a keyword of Python's, with `*` and `**`, of a block and of a macro's caller."""
    ours, theirs = (e.get_template("page.html").render(value=value) for e in (OURS, THEIRS))
    assert ours == theirs


def test_nothing_that_templates_call_wants_the_context() -> None:
    wanting = [name for name, value in OURS.globals.items() if hasattr(value, "jinja_pass_arg")]
    assert not wanting


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(UndefinedError, match="'nothing' is undefined"):
        OURS.from_string("{{ nothing() }}").render()
