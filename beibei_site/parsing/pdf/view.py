"""A page as it is read: the visible part of it, its type upright, measured from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.parsing.sheet.model import Box

Bounds = tuple[float, float, float, float]  # left, bottom, right, top, as PDFs count


@dataclass(frozen=True, slots=True)
class View:
    """What is visible of a page, in the coordinates of its PDF, and the way its type runs there: 0 to the
    right, 1 up, 2 to the left, 3 down."""

    bounds: Bounds
    way: int = 0

    @property
    def page(self) -> Box:
        """The page seen."""
        left, bottom, right, top = self.bounds
        wide, high = right - left, top - bottom
        return Box(0.0, 0.0, *((high, wide) if self.way % 2 else (wide, high)))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is seen."""
        left, bottom, right, top = self.bounds
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[
            self.way
        ]

    def box(self, bounds: Bounds) -> Box:
        """Where a rectangle is seen."""
        (x0, y0), (x1, y1) = self.point(*bounds[:2]), self.point(*bounds[2:])
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def shows(self, box: Box) -> bool:
        """Whether a box seen is on the page, at least in part."""
        return self.page.across(box) >= 0 and self.page.along(box) >= 0
