package sheet

import (
	"strconv"
	"strings"
	"time"
)

// isoDate writes a date or time of an XML format as Cell.Text promises: without
// a time at midnight, without a fraction of zero. What is no ISO date stays as
// it is stored.
func isoDate(raw string) string {
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04", time.RFC3339} {
		t, err := time.Parse(layout, raw)
		if err != nil {
			continue
		}
		layout = "2006-01-02T15:04:05.999"
		if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0 {
			layout = "2006-01-02"
		}
		return t.Format(layout)
	}
	return raw
}

// isoTime writes "PT12H30M05S" as "12:30:05". Durations of a day and more, and
// what is none, stay as they are stored.
func isoTime(raw string) string {
	rest, ok := strings.CutPrefix(raw, "PT")
	if !ok {
		return raw
	}
	var all time.Duration
	for _, unit := range []struct {
		sign string
		is   time.Duration
	}{{"H", time.Hour}, {"M", time.Minute}, {"S", time.Second}} {
		digits, more, found := strings.Cut(rest, unit.sign)
		if !found {
			continue
		}
		n, err := strconv.ParseFloat(strings.Replace(digits, ",", ".", 1), 64)
		if err != nil || !(n >= 0 && n < 1e6) {
			return raw
		}
		all += time.Duration(n*1000+0.5) * unit.is / 1000
		rest = more
	}
	if rest != "" || all >= 24*time.Hour {
		return raw
	}
	return time.Time{}.Add(all).Format("15:04:05.999")
}

// isoClock writes a time of the day without a fraction of zero.
func isoClock(raw string) string {
	t, err := time.Parse("15:04:05", raw)
	if err != nil {
		return raw
	}
	return t.Format("15:04:05.999")
}

// isDay tells a day of the calendar, "2006-01-02".
func isDay(s string) bool {
	_, err := time.Parse("2006-01-02", s)
	return err == nil
}
