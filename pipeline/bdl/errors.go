package bdl

import (
	"errors"
	"fmt"
	"time"
)

// Errors that a caller tells apart.
var (
	// ErrUnknownID: the variable, unit or subject does not exist. A known one
	// without data is no error but Answer.NoData.
	ErrUnknownID = errors.New("the Local Data Bank does not know this id")
	// ErrKeyRefused: the API did not accept the client key.
	ErrKeyRefused = errors.New("the Local Data Bank refused the client key")
	// ErrUnstable: the data kept changing while their pages were read.
	ErrUnstable = errors.New("the data change while they are read")
	// ErrLink: the API named a next page that is not the next page.
	ErrLink = errors.New("the link to the next page leads elsewhere")
	// ErrKeyEchoed: an answer repeats the client key, and is not kept.
	ErrKeyEchoed = errors.New("the answer repeats the client key and is not kept")
)

// LimitError ends a run: the next request would have to wait longer than
// Options.MaxWait. Finished pages are kept; a later run goes on from there.
type LimitError struct {
	Window Window    // zero: the API said so
	Until  time.Time // when to come back; zero: not known
}

func (e *LimitError) Error() string {
	s := "the limit of the Local Data Bank is used up"
	if e.Window.Limit > 0 {
		s += " (" + e.Window.String() + ")"
	}
	if !e.Until.IsZero() {
		s += " until " + e.Until.Format("2006-01-02 15:04:05 MST")
	}
	return s + "; finished pages are kept"
}

// StatusError is an answer that trying again would not change, or that stayed
// after the last try.
type StatusError struct {
	Status int
	Path   string // of the request, without the address
	Detail string // what the API wrote, shortened
	Tries  int
}

func (e *StatusError) Error() string {
	s := fmt.Sprintf("BDL %s: HTTP %d", e.Path, e.Status)
	if e.Tries > 1 {
		s += fmt.Sprintf(" after %d tries", e.Tries)
	}
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	return s
}
