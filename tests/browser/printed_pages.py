"""Reads a printed PDF as a person does: its words page by page, its fonts, its QR codes."""

from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
import zxingcpp

#: Enough for a code 23 mm wide.
_SCALE = 3

#: What no eye takes for a colour, of 255: the soft ink of running feet.
_TINGE = 16


class Printed:
    """A PDF file."""

    def __init__(self, source: Path | bytes) -> None:
        self._document = pypdfium2.PdfDocument(source)

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        self._document.close()

    def sizes(self) -> set[tuple[int, int]]:
        """Return the sizes of the pages in millimetres."""
        return {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in self._document}  # type: ignore[misc]

    def words(self, number: int) -> str:
        """Return what a page says, without the breaks of its lines."""
        page = self._document[number].get_textpage()
        # The library shows a hyphen at the end of a line as a sign of its own.
        return "".join(page.get_text_range().replace("\ufffe", "-").split())

    def bookmarks(self) -> list[str]:
        """Return the headings that a reader's side bar lists."""
        return [bookmark.get_title() for bookmark in self._document.get_toc()]

    def pages(self) -> list[str]:
        """Return what every page says."""
        return [self.words(number) for number in range(len(self))]

    def codes(self, number: int) -> list[str]:
        """Return what the QR codes of a page say."""
        picture = self._document[number].render(scale=_SCALE, grayscale=True).to_numpy()
        return [found.text for found in zxingcpp.read_barcodes(np.ascontiguousarray(picture.squeeze()))]

    def is_grey(self) -> bool:
        """Tell whether no page has a colour."""
        pictures = (page.render(scale=1).to_numpy().astype(int) for page in self._document)
        return all(np.ptp(picture[..., :3], axis=2).max() <= _TINGE for picture in pictures)

    def is_mostly_white(self) -> bool:
        """Tell whether no page has a dark ground."""
        grounds = (bytes(page.render(scale=0.5, grayscale=True).buffer) for page in self._document)
        return all(ground.count(255) > len(ground) / 2 for ground in grounds)

    def fonts_are_inside(self) -> list[bool]:
        """Tell of every piece of text whether the file holds its font."""
        texts = [one for page in self._document for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
        return [raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one.raw)) == 1 for one in texts]
