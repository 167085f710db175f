"""Bodies that a page could give, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from beibei_site.content.body import Body, Lacuna, Part, Restored

SIGNS = "甲乙a1 　·#>-+=.*_[]()〔〕…^:：图&;lt\\`<!~|{}“”—ａ１é𠀀\u00a0\u200b"
words = st.text(st.sampled_from(SIGNS), min_size=1, max_size=12)
ids = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A part that a page could give: texts of one line, with lost and restored passages between them."""
    marks = draw(st.lists(st.one_of(st.just(Lacuna()), st.builds(Restored, words, ids)), max_size=3))
    texts = [draw(st.one_of(st.just(""), words)) for _ in range(len(marks) + 1)]
    texts[0] = (texts[0] if marks else texts[0] or "甲").lstrip()
    texts[-1] = texts[-1].rstrip() or ("" if marks else "甲")
    passages = [p for at, text in enumerate(texts) for p in (text, *marks[at : at + 1]) if p]
    kind = draw(st.sampled_from(["paragraph", "crosshead", "caption", "note"]))
    return Part(kind, tuple(passages))


bodies = st.builds(Body, st.lists(parts(), max_size=5).map(tuple))
