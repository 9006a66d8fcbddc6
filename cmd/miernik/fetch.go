package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline"
	"miernik/pipeline/bdl"
	"miernik/pipeline/ingest"
	"miernik/pipeline/profile"
	"miernik/pipeline/workspace"
)

func (a *app) fetchCmd() *cobra.Command {
	var plan bool
	var keyFile, url string
	cmd := &cobra.Command{
		Use: "fetch", Args: a.exactly(0),
		Short: a.t("pobierz z API BDL to, czego wymagają profile formatu bdl-api", "fetch from the BDL API what profiles of format bdl-api need"),
		Long: a.t("Odpowiedzi trafiają do gus/api/ obszaru roboczego tak, jak przyszły. Przerwane pobieranie wznawia się przy następnym uruchomieniu.\nKlucz: zmienna MIERNIK_BDL_KEY albo --key-file; bez klucza obowiązują limity anonimowe.",
			"Answers go to gus/api/ of the workspace as they came. An interrupted fetch goes on with the next call.\nKey: variable MIERNIK_BDL_KEY or --key-file; without a key the anonymous limits hold."),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			requests, err := a.apiRequests(ws)
			if err != nil {
				return err
			}
			key, err := bdl.LoadKey(os.Getenv, keyFile)
			if err != nil {
				return usageError{err}
			}
			client, err := bdl.Open(bdl.Options{Dir: ws.Path("gus/api"), StateFile: ws.State("bdl.json"), Key: key, Now: a.now, BaseURL: url, Progress: a.fetchEvent})
			if err != nil {
				return err
			}
			defer client.Close()
			if plan {
				return a.printPlan(client, requests)
			}
			return a.fetch(cmd, client, requests)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&plan, "plan", false, a.t("tylko policz zapytania i czas", "only count requests and time"))
	f.StringVar(&keyFile, "key-file", "", a.t("plik z kluczem API", "file with the API key"))
	f.StringVar(&url, "url", bdl.BaseURL, a.t("adres API", "address of the API"))
	return cmd
}

// apiRequests lists what the profiles of the workspace need.
func (a *app) apiRequests(ws *workspace.Workspace) ([]bdl.Request, error) {
	defs, found := pipeline.LoadDefinitions(ws)
	a.findings(found, diag.Error, 0)
	var years []indicators.Year
	for y := ws.Config.From - 1; y <= ws.Config.To; y++ { // one year back for formulas of the year before
		years = append(years, y)
	}
	var out []bdl.Request
	for _, p := range defs.Profiles {
		if p.Layout != profile.BDLAPI {
			continue
		}
		for _, s := range p.Select {
			r, err := ingest.Request(s, years)
			if err != nil {
				return nil, usageError{fmt.Errorf("%s: %w", p.Source, err)}
			}
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, a.usage("żaden profil nie ma formatu bdl-api", "no profile has format bdl-api")
	}
	return out, nil
}

func (a *app) printPlan(client *bdl.Client, requests []bdl.Request) error {
	p, err := client.Plan(requests)
	if err != nil {
		return err
	}
	t := &table{columns: []string{"answer", "requests", "at_most", "resumed"}}
	for _, e := range p.Each {
		t.add([]any{e.Name, e.Requests, e.Most, e.Resumed})
	}
	if err := t.write(a.stdout, a.output); err != nil {
		return err
	}
	a.say("plan", map[string]any{"requests": p.Requests, "at_most": p.Most, "seconds": p.Takes.Seconds()},
		"Zapytań: %d (najwyżej %d), czas: %s", "Requests: %d (at most %d), time: %s", p.Requests, p.Most, p.Takes.Round(time.Second))
	return nil
}

func (a *app) fetch(cmd *cobra.Command, client *bdl.Client, requests []bdl.Request) error {
	for _, r := range requests {
		ans, err := client.Fetch(cmd.Context(), r)
		var limit *bdl.LimitError
		if errors.As(err, &limit) {
			a.errorLine(err.Error(), a.t("uruchom miernik fetch ponownie: pobieranie będzie wznowione", "run miernik fetch again: it goes on where it stopped"))
			a.code = exitFindings
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.Name(), err)
		}
		switch {
		case ans.Withdrawn:
			a.say("withdrawn", map[string]any{"answer": ans.Name}, "%s: API nie ma już tych danych; pliki wcześniejszej odpowiedzi zostały", "%s: the API has these data no longer; the files of the earlier answer stay", ans.Name)
		case ans.NoData:
			a.say("no-data", map[string]any{"answer": ans.Name}, "%s: brak danych", "%s: no data", ans.Name)
		default:
			a.say("fetched", map[string]any{"answer": ans.Name, "records": ans.Records, "changed": ans.Changed, "requests": ans.Requests},
				"%s: %d jednostek, zapytań %d", "%s: %d units, %d requests", ans.Name, ans.Records, ans.Requests)
		}
	}
	return nil
}

// fetchEvent tells waits and repeated tries; the key is never part of an event.
func (a *app) fetchEvent(e bdl.Event) {
	if e.Kind == bdl.Waiting && e.Wait > 2*time.Second || e.Kind == bdl.Retrying || e.Kind == bdl.Restarting {
		a.say(string(e.Kind), map[string]any{"answer": e.Request, "page": e.Page, "wait_seconds": e.Wait.Seconds(), "reason": e.Reason},
			"%s, strona %d: %s %s %s", "%s, page %d: %s %s %s", e.Request, e.Page, string(e.Kind), e.Wait.Round(time.Second), e.Reason)
	}
}
