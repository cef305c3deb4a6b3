"""Every way we refuse, as one tree.

A caller's slip is a plain ``ValueError`` or ``TypeError``. When the *domain*
says no, it says it with one of these::

    BakohumasError
    ├── RefusedError             an operation that a rule or the model forbids
    │   ├── NotEligibleError     ... because of who asks to be a member
    │   ├── SeatError            ... because of a seat or its holder
    │   ├── TermError            ... because of a term of office
    │   ├── MeetingError         ... because of how a meeting must proceed
    │   │   └── QuorumNotMetError
    │   └── ProgrammeError       ... because of how a programme must proceed
    ├── ConflictError            texts that no canon puts in order
    ├── UndecidedError           a count that a tie has stopped
    ├── ViolationError           an audit that demanded more than it found
    ├── InfeasibleError          a division of work that nobody could make
    ├── UnknownNameError         nothing of that name (also a LookupError)
    ├── OutOfScopeError          a day for which the library has no data
    ├── FormatError              a malformed file (also a ValueError)
    ├── StorageError             a journal that cannot be read or written
    │   └── StaleRevisionError   ... because another writer came first
    └── MissingExtraError        an optional package (also an ImportError)

Fields are plain and picklable, so that a program can branch on them; the text
says who, what, on which basis, and what to do next.
"""

from bakohumas.errors._checks import (
    both_languages,
    code,
    code_if_any,
    codes,
    expect,
    matching,
    not_blank,
    of_kind,
    plain,
    wording,
    wording_if_any,
)
from bakohumas.errors._tree import (
    MODEL,
    TOGETHER,
    BakohumasError,
    BakohumasWarning,
    ConflictError,
    FormatError,
    InfeasibleError,
    MeetingError,
    MissingExtraError,
    NotEligibleError,
    OutOfScopeError,
    ProgrammeError,
    QuorumNotMetError,
    RefusedError,
    SeatError,
    StaleRevisionError,
    StorageError,
    TermError,
    UndecidedError,
    UnknownNameError,
    ViolationError,
)

__all__ = [
    "MODEL",
    "TOGETHER",
    "BakohumasError",
    "BakohumasWarning",
    "ConflictError",
    "FormatError",
    "InfeasibleError",
    "MeetingError",
    "MissingExtraError",
    "NotEligibleError",
    "OutOfScopeError",
    "ProgrammeError",
    "QuorumNotMetError",
    "RefusedError",
    "SeatError",
    "StaleRevisionError",
    "StorageError",
    "TermError",
    "UndecidedError",
    "UnknownNameError",
    "ViolationError",
    "both_languages",
    "code",
    "code_if_any",
    "codes",
    "expect",
    "matching",
    "not_blank",
    "of_kind",
    "plain",
    "wording",
    "wording_if_any",
]
