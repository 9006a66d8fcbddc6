package document

import (
	"strings"
	"testing"
)

func TestHeadingsWithNothingUnderThemAreLeftOut(t *testing.T) {
	var d Document
	d.Heading(1, Text("Tytuł"))
	d.Heading(2, Text("Pusty"))
	d.Heading(2, Text("Z tabelą bez wierszy"))
	d.Table([]string{"a"})
	d.Heading(2, Text("Z pustą listą"))
	d.List(Say(""), Line{Text(" "), Strong("")})
	d.Heading(2, Text("Rodzic"))
	d.Heading(3, Text("Pusty potomek"))
	d.Heading(3, Text("Potomek"))
	d.Paragraph(Text("treść"))
	d.Heading(2, Text("Na końcu"))
	d.Paragraph()
	if got, want := d.Markdown(), "# Tytuł\n\n## Rodzic\n\n### Potomek\n\ntreść\n"; got != want {
		t.Errorf("%s", got)
	}
	var empty Document
	empty.Heading(1, Text("Nic"))
	if got := empty.Markdown() + empty.Plain(); got != "" {
		t.Errorf("%q", got)
	}
}

func TestInline(t *testing.T) {
	for _, c := range []struct {
		name            string
		line            Line
		markdown, plain string
	}{
		{"marks", Say("a*b [c] <d> ~e~ 5 $ i `f` \\g"), "a\\*b \\[c\\] \\<d> \\~e\\~ 5 \\$ i \\`f\\` \\\\g", "a*b [c] <d> ~e~ 5 $ i `f` \\g"},
		{"underscores", Say("bib_placowki _x_ a_"), "bib_placowki \\_x\\_ a\\_", "bib_placowki _x_ a_"},
		{"entities", Say("&amp; R&D a & b &#1;"), "\\&amp; R&D a & b \\&#1;", "&amp; R&D a & b &#1;"},
		{"image", Say("Uwaga![x]"), "Uwaga!\\[x\\]", "Uwaga![x]"},
		{"blanks", Say(" a\n b\u00a0c  d "), "a b\u00a0c d", "a b\u00a0c d"},
		{"heading", Say("# a"), "\\# a", "# a"},
		{"not a heading", Say("#a"), "#a", "#a"},
		{"minus", Say("-1 i +2"), "-1 i +2", "-1 i +2"},
		{"rule", Say("---"), "\\---", "---"},
		{"quotation", Say("> a > b"), "\\> a > b", "> a > b"},
		{"decimal number", Say("12.5"), "12.5", "12.5"},
		{"item", Say("- a"), "\\- a", "- a"},
		{"numbering", Say("2015. rok"), "2015\\. rok", "2015. rok"},
		{"number alone", Say("2015"), "2015", "2015"},
		{"decimal", Say("1,5 2.5"), "1,5 2.5", "1,5 2.5"},
		{"link", Line{Link{"a_b [c]", "x.md#y"}, Text(", "), Link{"bez", ""}}, "[a_b \\[c\\]](x.md#y), bez", "a_b [c], bez"},
		{"stress", Line{Strong("Waga: "), Emph("x"), Code("a_b*c")}, "**Waga:** *x*`a_b*c`", "Waga: xa_b*c"},
		{"mark", Line{Text("x "), Mark("niesprawdzone")}, "x **niesprawdzone**", "x [niesprawdzone]"},
		{"join", Join("; ", Say("a"), Say(""), Line{Code("b")}), "a; `b`", "a; b"},
		{"bad text", Say("a\xff_b"), "a\uFFFD\\_b", "a\xff_b"},
	} {
		if got := c.line.markdown(); got != c.markdown {
			t.Errorf("%s: Markdown %q, want %q", c.name, got, c.markdown)
		}
		if got := c.line.String(); got != c.plain {
			t.Errorf("%s: plain %q, want %q", c.name, got, c.plain)
		}
	}
}

func TestTable(t *testing.T) {
	var d Document
	d.Table([]string{"a|b", "pusta", "c"}, []Line{Say("x|y"), nil, {Code("p|q")}}, []Line{Say("ź")})
	if got, want := d.Markdown(), "| a\\|b | c |\n|---|---|\n| x\\|y | `p\\|q` |\n| ź |  |\n"; got != want {
		t.Errorf("%s", got)
	}
	if got, want := d.Plain(), "a|b  c\nx|y  p|q\nź    \n"; got != want {
		t.Errorf("%q", got)
	}
}

func TestPlainIsWrapped(t *testing.T) {
	var d Document
	d.Heading(1, Text("Tytuł"))
	d.List(Say(strings.Repeat("słowo ", 40)))
	d.Paragraph(Text(strings.Repeat("12\u00a0zł ", 30)))
	for _, line := range strings.Split(d.Plain(), "\n") {
		if n := len([]rune(line)); n > lineWidth {
			t.Errorf("%d characters: %s", n, line)
		}
		if strings.HasSuffix(line, "12") {
			t.Errorf("a number is cut from its unit: %s", line)
		}
	}
	if !strings.HasPrefix(d.Plain(), "Tytuł\n=====\n\n- słowo") || !strings.Contains(d.Plain(), "\n  słowo") {
		t.Error(d.Plain())
	}
}
