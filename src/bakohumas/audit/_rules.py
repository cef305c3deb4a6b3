from bakohumas.audit import (
    _act,
    _bod,
    _brd,
    _dec,
    _doc,
    _elc,
    _eth,
    _evt,
    _flw,
    _mem,
    _mtg,
    _qrm,
    _trm,
    _tsk,
)
from bakohumas.audit._rule import ruleset

RULES = ruleset(
    *_bod.CHAPTER,
    *_mem.CHAPTER,
    *_brd.CHAPTER,
    *_trm.CHAPTER,
    *_mtg.CHAPTER,
    *_qrm.CHAPTER,
    *_dec.CHAPTER,
    *_elc.CHAPTER,
    *_act.CHAPTER,
    *_tsk.CHAPTER,
    *_evt.CHAPTER,
    *_flw.CHAPTER,
    *_eth.CHAPTER,
    *_doc.CHAPTER,
)
"""Every rule that the library judges, in the order of the catalogue's chapters."""
