from bakohumas.audit import _bod, _brd, _dec, _flw, _mem, _trm, _tsk

RULES = (
    *_bod.CHAPTER,
    *_mem.CHAPTER,
    *_brd.CHAPTER,
    *_trm.CHAPTER,
    *_dec.CHAPTER,
    *_tsk.CHAPTER,
    *_flw.CHAPTER,
)
"""Every rule that the library judges, in the order of the catalogue's chapters."""
