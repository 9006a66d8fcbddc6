package bdl_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miernik/pipeline/bdl"
)

const secret = "Ab12Cd34-5678-90ef-aaaa-bbbbccccdddd"

func TestLoadKey(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "key")
	if err := os.WriteFile(file, []byte(" "+secret+" \nsecond line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(dir, "bad")
	if err := os.WriteFile(bad, []byte("two words "+secret), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, env, file string
		set             bool
		err             error
	}{
		{"nowhere", "", "", false, nil},
		{"file not there", "", filepath.Join(dir, "none"), false, nil},
		{"file", "", file, true, nil},
		{"environment", secret, "", true, nil},
		{"environment first", secret, bad, true, nil},
		{"blanks inside", "", bad, false, bdl.ErrKey},
		{"too short", "1234567", "", false, bdl.ErrKey},
		{"line break", secret + "\r\nX-Other: 1", "", false, bdl.ErrKey},
	} {
		k, err := bdl.LoadKey(func(name string) string {
			if name != "MIERNIK_BDL_KEY" {
				t.Errorf("asked for %s", name)
			}
			return tt.env
		}, tt.file)
		if k.Set() != tt.set || !errors.Is(err, tt.err) {
			t.Errorf("%s: %v, %v", tt.name, k, err)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error quotes the key", tt.name)
		}
	}
}

// The key is sent, and is nowhere else: not in what is printed, logged,
// returned or kept, even when the API repeats it.
func TestKeyAppearsNowhere(t *testing.T) {
	w := newWorld(t)
	key, err := bdl.NewKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	w.o.Key = key
	var out bytes.Buffer
	say := func(v any) {
		fmt.Fprintf(&out, "%v %+v %#v %s\n", v, v, v, v)
		text, _ := json.Marshal(v)
		out.Write(text)
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
	}
	w.o.Progress = func(e bdl.Event) { say(e) }
	say(key)
	say(struct{ k bdl.Key }{key})
	say(w.o)
	echo := func(rw http.ResponseWriter, r *http.Request, code int) {
		rw.WriteHeader(code)
		// The second one is where the detail of an error is cut.
		key := r.Header.Get("X-ClientId")
		fmt.Fprintf(rw, "bad key %s, %s %s", key, strings.Repeat("x", 190-len("bad key , ")-len(key)), strings.ToLower(key))
	}
	answers := []func(http.ResponseWriter, *http.Request){
		nil,
		func(rw http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(rw, `{"totalRecords":150,"page":0,"links":{"next":"/api/v1/data/by-variable/6?page=1&client-id=%s"},"results":[{}]}`, r.Header.Get("X-ClientId"))
		},
		func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("ETag", `"`+strings.ToUpper(r.Header.Get("X-ClientId"))+`"`)
			fmt.Fprint(rw, `{"totalRecords":1,"results":[{}]}`)
		},
		func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Location", "http://localhost/"+r.Header.Get("X-ClientId"))
			rw.WriteHeader(302)
		},
		func(rw http.ResponseWriter, _ *http.Request) {
			conn, _, err := rw.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			fmt.Fprintf(conn, "HTTP/1.1 %s broken\r\n\r\n", secret)
			conn.Close()
		},
	}
	for _, code := range []int{400, 401, 403, 404, 429, 500, 503} {
		answers = append(answers, func(rw http.ResponseWriter, r *http.Request) { echo(rw, r, code) })
	}
	failed := 0
	for _, answer := range answers {
		w.set(func() {
			w.before = func(_ int, rw http.ResponseWriter, r *http.Request) bool {
				if answer != nil {
					answer(rw, r)
				}
				return answer != nil
			}
		})
		w.with(func(c *bdl.Client) {
			say(c)
			ans, err := c.Fetch(t.Context(), bdl.Request{Kind: bdl.DataByVariable, Variable: 6, Level: bdl.Gmina})
			if err != nil {
				failed++
				say(err)
				say(errors.Unwrap(err))
			}
			say(ans)
			p, err := c.Plan([]bdl.Request{{Kind: bdl.DataByVariable, Variable: 6}})
			if err != nil {
				t.Error(err)
			}
			say(p)
		})
	}
	if failed != len(answers)-1 {
		t.Errorf("%d of %d bad answers failed", failed, len(answers)-1)
	}
	if len(w.keys) != 1 || !w.keys[secret] {
		t.Errorf("the key was not sent with every request")
	}
	for _, name := range files(t, w.dir) {
		text, err := os.ReadFile(filepath.Join(w.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(name)
		out.Write(text)
	}
	if !strings.Contains(out.String(), "var-6_level-6") || !strings.Contains(out.String(), "key hidden") {
		t.Error("the test looks at the wrong texts")
	}
	for _, piece := range []string{secret, secret[:18], secret[18:]} {
		if i := strings.Index(strings.ToLower(out.String()), strings.ToLower(piece)); i >= 0 {
			t.Errorf("the key is in: …%s…", out.String()[max(0, i-100):min(out.Len(), i+60)])
		}
	}
}

func TestRefusedKeyIsTold(t *testing.T) {
	w := newWorld(t)
	w.o.Key, _ = bdl.NewKey(secret)
	w.before = func(_ int, rw http.ResponseWriter, _ *http.Request) bool { rw.WriteHeader(403); return true }
	if _, err := w.fetch(t.Context(), 6); !errors.Is(err, bdl.ErrKeyRefused) {
		t.Errorf("%v", err)
	}
}
