package report

import (
	"strings"
	"testing"
	"time"
)

// plainSpaces makes expected texts readable.
func plainSpaces(s string) string { return strings.ReplaceAll(s, nbsp, " ") }

func TestPlural(t *testing.T) {
	for _, c := range []struct {
		n    int
		noun string
		want string
	}{
		{0, "gmina", "0 gmin"}, {1, "gmina", "1 gmina"}, {2, "gmina", "2 gminy"}, {4, "gmina", "4 gminy"}, {5, "gmina", "5 gmin"}, {11, "gmina", "11 gmin"},
		{12, "gmina", "12 gmin"}, {14, "gmina", "14 gmin"}, {21, "gmina", "21 gmin"}, {22, "gmina", "22 gminy"}, {101, "gmina", "101 gmin"},
		{112, "gmina", "112 gmin"}, {122, "gmina", "122 gminy"}, {2479, "gmina", "2 479 gmin"}, {3, "powiat", "3 powiaty"}, {2, "uczeń", "2 uczniów"},
		{1, "uczeń", "1 uczeń"}, {3, "wskaźnik", "3 wskaźniki"}, {2, "nieznane", "2 nieznane"},
	} {
		if got := plainSpaces(nounOf(c.noun).count(c.n)); got != c.want {
			t.Errorf("count(%d): %q, want %q", c.n, got, c.want)
		}
	}
	for _, c := range []struct{ got, want string }{
		{nounOf("gmina").genitiveCount(1), "1 gminy"}, {nounOf("gmina").genitiveCount(22), "22 gmin"}, {nounOf("powiat").genitiveCount(3), "3 powiatów"},
		{nounOf("gmina").otherCount(1), "1 inną gminą"}, {nounOf("gmina").otherCount(2), "2 innymi gminami"}, {nounOf("powiat").otherCount(1), "1 innym powiatem"},
		{nounOf("przypadek").locativeCount(1), "1 przypadku"}, {nounOf("przypadek").locativeCount(214), "214 przypadkach"},
		{nounOf("punkt").decimal(1.5, 1), "1,5 punktu"}, {nounOf("punkt").decimal(5, 0), "5 punktów"},
	} {
		if got := plainSpaces(c.got); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{4972, 0, "4" + nbsp + "972"}, {38265013, 0, "38" + nbsp + "265" + nbsp + "013"}, {134.7, 1, "134,7"}, {-4.53, 2, "−4,53"}, {-0.04, 1, "0,0"},
		{1.005, 2, "1,01"}, {999, 0, "999"}, {0, 1, "0,0"}, {-12345.6, 1, "−12" + nbsp + "345,6"}, {1e15, 0, "1" + strings.Repeat(nbsp+"000", 5)},
	} {
		if got := number(c.x, c.decimals); got != c.want {
			t.Errorf("number(%v, %d): %q, want %q", c.x, c.decimals, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	cost := &indicator{name: "Koszt", direction: "destimulant", measure: "zł", precision: 0}
	share := &indicator{name: "Udział", direction: "stimulant", measure: "%", precision: 1}
	size := &indicator{name: "Oddział", direction: "nominant", measure: "os.", precision: 1, low: num{V: 15, Valid: true}, high: num{V: 25, Valid: true}}
	plain := &indicator{direction: "neutral", measure: "os.", precision: 1}
	for _, c := range []struct{ got, want string }{
		{place{12, 0, 48, "gminy miejskie", "gmina", ""}.sentence(), "12. miejsce wśród 48 gmin (gminy miejskie)"},
		{place{12, 0, 48, "gminy miejskie", "gmina", span(9, 15.4)}.sentence(), "12. miejsce wśród 48 gmin (gminy miejskie), przedział 9.–15. przy innych wagach i metodzie"},
		{span(3, 3.2), "3."},
		{place{12, 2, 22, "powiaty", "powiat", ""}.sentence(), "12. miejsce ex aequo z 2 innymi powiatami wśród 22 powiatów (powiaty)"},
		{place{1, 1, 1, "x", "kraj", ""}.sentence(), "1. miejsce ex aequo z 1 inną jednostką wśród 1 jednostki (x)"},
		{unranked(3, 48), "Bez miejsca; jednostki z danymi: 3 z 48."},
		{scoreSentence("Biblioteki", 2023, 67.15, 95, nil), "Ocena usługi „Biblioteki” za 2023 r.: 67,2 na 100; pokrycie wagami 95%."},
		{withheldSentence("Biblioteki", 2023, 50, 66, "below_coverage", []string{"Koszt", "Udział"}),
			"Oceny usługi „Biblioteki” za 2023 r. nie podano: znane wskaźniki mają 50% wagi (próg 66%). Brakuje: Koszt; Udział."},
		{withheldSentence("B", 2023, 80, 66, "below_coverage", nil), "Oceny usługi „B” za 2023 r. nie podano: znane wskaźniki mają 80% wagi, lecz jest ich za mało (próg 66% liczby)."},
		{notRunSentence("gmina wiejska Alfa", "Domy kultury"), "Gmina wiejska Alfa nie prowadzi usługi „Domy kultury”; nie ocenia się."},
		{missing{7, 89, 3, 1, 3}.sentence(), "Brakuje 7 wartości z 89; w tym 3 z terminem publikacji, 1 do uzupełnienia lokalnie, 3 bez źródła."},
		{missing{of: 12}.sentence(), "Nie brakuje żadnej z 12 wartości."},
		{medianSentence(cost, 15320, 14120), "15 320 zł, o 1 200 zł więcej niż mediana grupy (niekorzystnie: im mniej, tym lepiej)"},
		{medianSentence(cost, 14000, 14120), "14 000 zł, o 120 zł mniej niż mediana grupy (korzystnie)"},
		{medianSentence(share, 64.6, 60.1), "64,6%, o 4,5 pkt proc. więcej niż mediana grupy (korzystnie)"},
		{medianSentence(share, 60.14, 60.1), "60,1%, na poziomie mediany grupy (różnica mniejsza niż dokładność danych)"},
		{medianSentence(size, 27, 22), "27,0 os., o 5,0 os. więcej niż mediana grupy (powyżej przedziału uznanego za właściwy 15,0–25,0)"},
		{medianSentence(plain, 3, 2), "3,0 os., o 1,0 os. więcej niż mediana grupy"},
		{firstMention(&unit{teryt: "0201022", fullName: "gmina wiejska Bolesławiec", level: "gmina", powiat: "bolesławiecki"}),
			"Gmina wiejska Bolesławiec (powiat bolesławiecki, TERYT 0201022)"},
		{firstMention(&unit{teryt: "1061011", fullName: "miasto Łódź", level: "gmina", powiat: "Łódź", cityPowiat: true}), "Miasto Łódź (TERYT 1061011)"},
		{gapSentence("Koszt", 2022, "brak informacji", "", day{}), "Koszt, 2022: brak informacji; może uzupełnić: nikt; termin: bez terminu"},
		{asOfSentence(time.Date(2025, 5, 31, 0, 0, 0, 0, time.UTC)), "Stan danych na dzień 31 maja 2025 r."},
		{slug("Skarżysko-Kamienna"), "skarzysko-kamienna"}, {slug("Nowy Sącz"), "nowy-sacz"},
		{polishDates("Termin (2024-06-15) minął; 1234-56-78"), "Termin (15.06.2024) minął; 1234-56-78"},
	} {
		if got := plainSpaces(c.got); got != c.want {
			t.Errorf("\n got %s\nwant %s", got, c.want)
		}
	}
}
