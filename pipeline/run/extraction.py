"""What is read of a file, for whoever checks it: without the engines that read it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.document import Document
from pipeline.model.page_image import PageImage
from pipeline.model.printed import Printed


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a worker hands back: the document with its second reading, what is printed in it, and pictures of it."""

    document: Document
    printed: Printed
    images: tuple[PageImage, ...] = ()
