"""The Python that templates become: Jinja2's, without what a page of a newspaper pays for and never uses."""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations
from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def to_output(value: object) -> str:
    """`value` as it stands on a page, escaped if it has to be: most of what is printed holds no sign of HTML.

    >>> to_output("a < b"), to_output("山"), to_output(Markup("<b>")), to_output(7)
    (Markup('a &lt; b'), '山', Markup('<b>'), Markup('7'))
    """
    if type(value) is Markup:
        return value
    if type(value) is str and not (
        "<" in value or "&" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return escape(value)


class PageCode(CodeGenerator):
    """Jinja2 asks of everything that a template calls whether it wants the context, and wraps everything that
    is printed anew, which took a quarter of the time of a page. Nothing in this environment wants it (see
    `words_of`), and what is printed is only joined.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call as Python makes it; a rare one (`*` or `**`, a keyword such as `class=`) as Jinja2 does."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(value.key) for value in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.to_output(")


def words_of(catalogue: NullTranslations) -> dict[str, Callable[..., Markup]]:
    """The functions of templates for messages in the language of the site: `_`, gettext and ngettext, which
    are given the values of a message by name and escape them.

    >>> words_of(NullTranslations())["ngettext"]("%(num)s page of %(title)s", "…", 1, title="<山>")
    Markup('1 page of &lt;山&gt;')
    """

    def gettext(message: str, /, **values: object) -> Markup:
        return Markup(catalogue.gettext(message)) % values

    def ngettext(singular: str, plural: str, num: int, /, **values: object) -> Markup:
        return Markup(catalogue.ngettext(singular, plural, num)) % {"num": num, **values}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}
