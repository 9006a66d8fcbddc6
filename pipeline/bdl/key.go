package bdl

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"strings"
)

// KeyVariable is the environment variable of the client key.
const KeyVariable = "MIERNIK_BDL_KEY"

// ErrKey is wrapped when a key cannot be used. No error quotes the key.
var ErrKey = errors.New("BDL client key")

// Key is the client key of a registered user; the zero value is no key. It
// cannot be printed, logged or written as JSON: it lives in a closure, which
// fmt does not look into even where a Key is an unexported field.
type Key struct{ reveal func() string }

// NewKey accepts 8 to 128 printable ASCII characters without blanks.
func NewKey(s string) (Key, error) {
	if len(s) < 8 || len(s) > 128 {
		return Key{}, fmt.Errorf("%w: %d characters, expected 8 to 128", ErrKey, len(s))
	}
	for _, r := range s {
		if r <= ' ' || r > '~' {
			return Key{}, fmt.Errorf("%w: has a blank or a character outside ASCII", ErrKey)
		}
	}
	return Key{func() string { return s }}, nil
}

// LoadKey takes the key from the environment (KeyVariable), else from the
// first line of a file. An empty variable, and a file that is not named or
// not there, mean no key.
func LoadKey(env func(string) string, file string) (Key, error) {
	if s := strings.TrimSpace(env(KeyVariable)); s != "" {
		return NewKey(s)
	}
	if file == "" {
		return Key{}, nil
	}
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return Key{}, nil
	}
	if err != nil {
		return Key{}, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Scan()
	if err := lines.Err(); err != nil {
		return Key{}, fmt.Errorf("%w: %s cannot be read", ErrKey, file)
	}
	return NewKey(strings.TrimSpace(lines.Text()))
}

// Set reports whether there is a key.
func (k Key) Set() bool { return k.reveal != nil }

// String tells only whether there is a key.
func (k Key) String() string {
	if k.Set() {
		return "(key hidden)"
	}
	return "(no key)"
}

// GoString is String.
func (k Key) GoString() string { return k.String() }

// MarshalText is String, for JSON and other encodings.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// LogValue is String, for slog.
func (k Key) LogValue() slog.Value { return slog.StringValue(k.String()) }

// in reports whether text repeats the key, in any case.
func (k Key) in(text []byte) bool {
	return k.Set() && bytes.Contains(bytes.ToLower(text), []byte(strings.ToLower(k.reveal())))
}

// redact takes the key out of a text that others wrote.
func (k Key) redact(text string) string {
	if !k.in([]byte(text)) {
		return text
	}
	return regexp.MustCompile("(?i)"+regexp.QuoteMeta(k.reveal())).ReplaceAllLiteralString(text, k.String())
}
