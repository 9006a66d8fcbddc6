package main

import (
	"io"

	"github.com/spf13/cobra"

	"miernik/fiches/pages"
	"miernik/internal/document"
)

func (a *app) ficheShowCmd() *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use: "show ID[@WERSJA]|PLIK.yaml", Args: a.exactly(1),
		Short:   a.t("pokaż fiszkę do czytania", "show a fiche for reading"),
		Example: "  miernik fiche show biblioteki\n  miernik fiche show biblioteki@1 --markdown",
		RunE: func(_ *cobra.Command, args []string) error {
			if a.output != "table" {
				return a.usage("fiche show pisze tekst albo --markdown", "fiche show writes text, or --markdown")
			}
			ws, err := a.open()
			if err != nil {
				return err
			}
			cat, set, found, err := a.definitions(ws)
			if err != nil {
				return err
			}
			l, err := a.chooseFiche(ws, cat, set, found, args[0])
			if err != nil {
				return err
			}
			return a.print(pages.Fiche(pages.Input{Catalog: cat, Set: set}, l.Value, a.lang), markdown)
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, a.t("zapisz jako Markdown", "write Markdown"))
	return cmd
}

// print writes a document for a terminal, or as Markdown.
func (a *app) print(d *document.Document, markdown bool) error {
	text := d.Plain()
	if markdown {
		text = d.Markdown()
	}
	_, err := io.WriteString(a.stdout, text)
	return err
}

// lines turns a table into rows of a document.
func (t *table) lines() [][]document.Line {
	out := make([][]document.Line, len(t.rows))
	for i, row := range t.rows {
		for _, v := range row {
			out[i] = append(out[i], document.Say(text(v)))
		}
	}
	return out
}
