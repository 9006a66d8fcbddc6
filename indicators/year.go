package indicators

import (
	"fmt"
	"strconv"
)

// Year is a reference year. A school year t/t+1 is written as t, the year of
// its 30 September.
type Year int16

// Years outside this range are taken for reading errors.
const (
	MinYear Year = 1950
	MaxYear Year = 2100
)

// ParseYear accepts four digits within MinYear–MaxYear.
func ParseYear(s string) (Year, error) {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || Year(n) < MinYear || Year(n) > MaxYear {
		return 0, fmt.Errorf("%q is not a year %d–%d", s, MinYear, MaxYear)
	}
	return Year(n), nil
}
