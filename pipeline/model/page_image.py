"""A page as a picture: what a person sees, in the frame that all coordinates count from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page, rendered; the picture covers exactly ``width_pt`` by ``height_pt`` points of the page as seen.

    ``content`` is the picture's file, of the kind that ``media_type`` names.
    """

    number: int
    width_pt: float
    height_pt: float
    width_px: int
    height_px: int
    media_type: str
    content: bytes
