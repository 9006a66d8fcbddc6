package main

import (
	"context"
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
	var lists listFlags
	cmd := &cobra.Command{
		Use: "fetch", Args: a.exactly(0),
		Short: a.t("pobierz z API BDL to, czego wymagają profile formatu bdl-api", "fetch from the BDL API what profiles of format bdl-api need"),
		Long: a.t("Odpowiedzi trafiają do gus/api/ obszaru roboczego tak, jak przyszły. Przerwane pobieranie wznawia się przy następnym uruchomieniu.\nGdy w zakresie jest mało jednostek, a profil czyta też pliki unit-*.json, pyta się o jednostki zamiast o zmienne, jeśli to mniej zapytań.\nKlucz: zmienna MIERNIK_BDL_KEY albo --key-file; bez klucza obowiązują limity anonimowe.",
			"Answers go to gus/api/ of the workspace as they came. An interrupted fetch goes on with the next call.\nWhere few units are in scope and the profile reads unit-*.json too, units are asked for instead of variables when that takes fewer requests.\nKey: variable MIERNIK_BDL_KEY or --key-file; without a key the anonymous limits hold."),
		Example: "  miernik fetch --plan\n  miernik fetch --subjects K27\n  miernik fetch --variables P2137",
		RunE: func(cmd *cobra.Command, _ []string) error {
			ws, err := a.open()
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
			if lists.any() {
				return a.fetchLists(cmd.Context(), client, ws.Path("gus/api"), lists)
			}
			needs, err := a.apiNeeds(ws)
			if err != nil {
				return err
			}
			units, err := a.apiUnits(cmd.Context(), client, ws, needs, plan)
			if err != nil || a.code != exitDone {
				return err
			}
			requests := bdl.Requests(needs, apiYears(ws), units)
			if plan {
				return a.printPlan(client, requests)
			}
			return a.fetch(cmd.Context(), client, requests)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&plan, "plan", false, a.t("tylko policz zapytania i czas", "only count requests and time"))
	f.StringVar(&keyFile, "key-file", "", a.t("plik z kluczem API", "file with the API key"))
	f.StringVar(&url, "url", bdl.BaseURL, a.t("adres API", "address of the API"))
	lists.bind(a, f)
	return cmd
}

// apiYears are the years that the profiles need: one back for formulas of the
// year before.
func apiYears(ws *workspace.Workspace) []indicators.Year {
	var years []indicators.Year
	for y := ws.Config.From - 1; y <= ws.Config.To; y++ {
		years = append(years, y)
	}
	return years
}

// apiNeeds lists what the profiles of the workspace need.
func (a *app) apiNeeds(ws *workspace.Workspace) ([]bdl.Need, error) {
	defs, found := pipeline.LoadDefinitions(ws)
	a.findings(found, diag.Error, 0)
	var out []bdl.Need
	for _, p := range defs.Profiles {
		if p.Layout != profile.BDLAPI {
			continue
		}
		byUnit := matchesFile(p, "gus/api/"+bdl.Request{Kind: bdl.DataByUnit, Unit: "000000000000", Variables: []int{1}}.Name()+"_p000.json")
		for _, s := range p.Select {
			n, err := ingest.Need(s)
			if err != nil {
				return nil, usageError{fmt.Errorf("%s: %w", p.Source, err)}
			}
			n.ByUnit = byUnit
			out = append(out, n)
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

// fetchOne brings one answer up to date. When a long limit is used up, ok is
// false and the exit code set.
func (a *app) fetchOne(ctx context.Context, client *bdl.Client, r bdl.Request) (ans bdl.Answer, ok bool, err error) {
	ans, err = client.Fetch(ctx, r)
	var limit *bdl.LimitError
	if errors.As(err, &limit) {
		a.errorLine(err.Error(), a.t("uruchom miernik fetch ponownie: pobieranie będzie wznowione", "run miernik fetch again: it goes on where it stopped"))
		a.code = exitFindings
		return ans, false, nil
	}
	if err != nil {
		return ans, false, fmt.Errorf("%s: %w", r.Name(), err)
	}
	return ans, true, nil
}

func (a *app) fetch(ctx context.Context, client *bdl.Client, requests []bdl.Request) error {
	for _, r := range requests {
		ans, ok, err := a.fetchOne(ctx, client, r)
		if err != nil || !ok {
			return err
		}
		switch {
		case ans.Withdrawn:
			a.say("withdrawn", map[string]any{"answer": ans.Name}, "%s: API nie ma już tych danych; pliki wcześniejszej odpowiedzi zostały", "%s: the API has these data no longer; the files of the earlier answer stay", ans.Name)
		case ans.NoData:
			a.say("no-data", map[string]any{"answer": ans.Name}, "%s: brak danych", "%s: no data", ans.Name)
		default:
			a.say("fetched", map[string]any{"answer": ans.Name, "records": ans.Records, "changed": ans.Changed, "requests": ans.Requests},
				"%s: rekordów %d, zapytań %d", "%s: %d records, %d requests", ans.Name, ans.Records, ans.Requests)
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
