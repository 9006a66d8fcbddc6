package pipeline_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/marcboeker/go-duckdb/v2"

	"miernik/pipeline"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// foreignWriter opens a published file for writing, adds a row without a
// checkpoint, says so and waits to be killed.
func foreignWriter(path string) {
	db, err := sql.Open("duckdb", path)
	if err == nil {
		_, err = db.Exec("SET checkpoint_threshold = '1TB'")
	}
	if err == nil {
		_, err = db.Exec("INSERT INTO label VALUES ('foreign', 'row', '', '', '', '', '', '')")
	}
	fmt.Println("written", err)
	select {}
}

// runUntilKilled is a run of another process.
func runUntilKilled(dir string) {
	ws, _, err := workspace.Open(dir)
	if err == nil {
		_, err = pipeline.Run(context.Background(), ws, pipeline.Options{AsOf: time.Now(), Program: "killed", Now: time.Now})
	}
	fmt.Println(err)
}

// reader opens a published file and reads it again for every line of input.
func reader(path string) {
	db, err := sql.Open("duckdb", path+"?access_mode=read_only")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	db.SetMaxIdleConns(1)
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		var mark string
		err := db.QueryRow("SELECT code FROM label").Scan(&mark)
		fmt.Println(mark, err)
	}
}

func startWriter(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "MIERNIK_TEST_WRITER="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "written <nil>\n" {
		t.Fatal(line, err)
	}
	return cmd
}

func publishOne(t *testing.T, path, mark string) []string {
	t.Helper()
	ctx := context.Background()
	if err := warehouse.Clean(path); err != nil {
		t.Fatal(err)
	}
	db, err := warehouse.Create(ctx, warehouse.NextPath(path), warehouse.Options{MemoryMB: 300, Threads: 1, TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Append(ctx, "label", [][]any{{"mark", mark, "", "", "", "", "", ""}}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	foreign, err := warehouse.Publish(path)
	if err != nil {
		t.Fatal(err)
	}
	return foreign
}

func marks(t *testing.T, db *warehouse.DB) string {
	t.Helper()
	return one(t, db, `SELECT string_agg(grp || ':' || code, ' ' ORDER BY grp) FROM label`)
}

func openPath(t *testing.T, path string) *warehouse.DB {
	t.Helper()
	db, err := warehouse.OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// A process that opened the published file for writing and died leaves a log
// that the engine would replay into the next published file. It must not.
func TestPublishIgnoresForeignLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.duckdb")
	publishOne(t, path, "one")
	w := startWriter(t, path)
	if err := w.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = w.Wait() // it was killed
	if _, err := os.Stat(path + ".wal"); err != nil {
		t.Fatal("the writer left no log: the test proves nothing", err)
	}
	if foreign := publishOne(t, path, "two"); len(foreign) != 1 {
		t.Errorf("the foreign log was not reported: %v", foreign)
	}
	db := openPath(t, path)
	defer db.Close()
	if got := marks(t, db); got != "mark:two" {
		t.Errorf("published file holds %q", got)
	}
}

// The same with a writer that is still alive while the next file is published.
func TestPublishUnderALiveWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.duckdb")
	publishOne(t, path, "one")
	w := startWriter(t, path)
	publishOne(t, path, "two")
	if err := w.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = w.Wait()
	db := openPath(t, path)
	defer db.Close()
	if got := marks(t, db); got != "mark:two" {
		t.Errorf("published file holds %q", got)
	}
}

// Readers of the old file are not disturbed. The reader is another process,
// as it is in life.
func TestReadersKeepTheirFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.duckdb")
	publishOne(t, path, "one")
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "MIERNIK_TEST_READER="+path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(pipe)
	ask := func() string {
		fmt.Fprintln(in, "read")
		line, err := out.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(line)
	}
	if got := ask(); got != "one <nil>" {
		t.Fatal(got)
	}
	publishOne(t, path, "two")
	if got := ask(); got != "one <nil>" {
		t.Errorf("the reader of the old file sees %q", got)
	}
	if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	now := openPath(t, path)
	defer now.Close()
	if got := marks(t, now); got != "mark:two" {
		t.Errorf("a new reader sees %q", got)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o444 {
		t.Errorf("published file is not read-only: %v %v", info.Mode(), err)
	}
}

// What a killed run leaves behind does not stop the next one.
func TestLeftoversAreRemoved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.duckdb")
	publishOne(t, path, "one")
	for _, name := range []string{path + ".next", path + ".next.wal"} {
		if err := os.WriteFile(name, []byte("half written"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	publishOne(t, path, "two")
	db := openPath(t, path)
	defer db.Close()
	if got := marks(t, db); got != "mark:two" {
		t.Errorf("published file holds %q", got)
	}
}

// A query typed by a user can neither write nor reach other files.
func TestPublishedFileIsLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.duckdb")
	publishOne(t, path, "one")
	db := openPath(t, path)
	defer db.Close()
	for _, q := range []string{
		"INSERT INTO label VALUES ('a', 'b', '', '', '', '', '', '')", "SELECT * FROM read_csv('/etc/hostname')",
		"COPY label TO '" + filepath.Join(t.TempDir(), "out.csv") + "'", "ATTACH '" + filepath.Join(t.TempDir(), "x.duckdb") + "'",
		"SET enable_external_access = true",
	} {
		if err := db.Exec(t.Context(), q); err == nil {
			t.Errorf("allowed: %s", q)
		}
	}
}

// A run killed while it builds leaves the published file whole; the next run
// repairs what it left behind.
func TestKilledRunLeavesThePublishedFile(t *testing.T) {
	dir := t.TempDir()
	layPart(t, dir)
	run(t, dir, "2025-06-30")
	database := filepath.Join(dir, "out", "miernik.duckdb")
	before, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "MIERNIK_TEST_RUN="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		if info, err := os.Stat(warehouse.NextPath(database)); err == nil && info.Size() > 1<<20 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the run never began to build")
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	after, err := os.ReadFile(database)
	if err != nil || !bytes.Equal(before, after) {
		t.Fatal("the published file changed", err)
	}
	if _, err := os.Stat(warehouse.NextPath(database)); err != nil {
		t.Fatal("the killed run left nothing: it was not killed while building")
	}
	if res := run(t, dir, "2025-07-01"); res.Unchanged {
		t.Error("the next run did nothing")
	}
	if _, err := os.Stat(warehouse.NextPath(database)); err == nil {
		t.Error("leftovers of the killed run are still there")
	}
	if got := one(t, openDB(t, dir), `SELECT CAST(as_of AS VARCHAR) FROM run`); got != "2025-07-01" {
		t.Errorf("published file is of %s", got)
	}
}
