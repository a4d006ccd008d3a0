// Answers questions with gopkg.in/macaroon.v2, the library that snapd, lnd and Juju build on: a JSON list in, a JSON list out.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"gopkg.in/macaroon.v2"
)

// question is one of: make a macaroon, describe one, verify one with its discharges, discharge a caveat and bind that.
// Keys and tokens are hex, the rest is text.
type question struct {
	Ask        string   `json:"ask"`
	Token      string   `json:"token"`
	Version    int      `json:"version"`
	Location   string   `json:"location"`
	Identifier string   `json:"identifier"`
	Key        string   `json:"key"`
	Caveats    []string `json:"caveats"`
	Met        []string `json:"met"`
	Discharges []string `json:"discharges"`
	Third      *third   `json:"third"`
}

type third struct {
	Location   string `json:"location"`
	Key        string `json:"key"`
	Identifier string `json:"identifier"`
}

type answer struct {
	Token      string   `json:"token,omitempty"`
	Location   string   `json:"location,omitempty"`
	Identifier string   `json:"identifier,omitempty"`
	Caveats    []string `json:"caveats"`
	Signature  string   `json:"signature,omitempty"`
	Verified   bool     `json:"verified"`
	Error      string   `json:"error,omitempty"`
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := make([]answer, len(questions))
	for i, q := range questions {
		a, err := q.answer()
		if err != nil {
			a.Error = err.Error()
		}
		answers[i] = a
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (q question) answer() (answer, error) {
	switch q.Ask {
	case "make":
		return q.make()
	case "describe":
		m, err := read(q.Token)
		if err != nil {
			return answer{}, err
		}
		return describe(m)
	case "verify":
		return q.verify()
	case "bind":
		return q.bind()
	}
	return answer{}, fmt.Errorf("no such question: %s", q.Ask)
}

// make makes a macaroon, with a third-party caveat last where one is asked for.
func (q question) make() (answer, error) {
	version := macaroon.V1
	if q.Version == 2 {
		version = macaroon.V2
	}
	m, err := macaroon.New(unhex(q.Key), []byte(q.Identifier), q.Location, version)
	if err != nil {
		return answer{}, err
	}
	for _, caveat := range q.Caveats {
		if err := m.AddFirstPartyCaveat([]byte(caveat)); err != nil {
			return answer{}, err
		}
	}
	if q.Third != nil {
		err := m.AddThirdPartyCaveat(unhex(q.Third.Key), []byte(q.Third.Identifier), q.Third.Location)
		if err != nil {
			return answer{}, err
		}
	}
	return describe(m)
}

func (q question) verify() (answer, error) {
	m, err := read(q.Token)
	if err != nil {
		return answer{}, err
	}
	discharges := make([]*macaroon.Macaroon, len(q.Discharges))
	for i, token := range q.Discharges {
		if discharges[i], err = read(token); err != nil {
			return answer{}, err
		}
	}
	check := func(caveat string) error {
		for _, met := range q.Met {
			if caveat == met {
				return nil
			}
		}
		return fmt.Errorf("not met: %q", caveat)
	}
	if err := m.Verify(unhex(q.Key), check, discharges); err != nil {
		return answer{}, err
	}
	return answer{Verified: true}, nil
}

// bind binds the first of the discharges to the token.
func (q question) bind() (answer, error) {
	m, err := read(q.Token)
	if err != nil {
		return answer{}, err
	}
	discharge, err := read(q.Discharges[0])
	if err != nil {
		return answer{}, err
	}
	discharge.Bind(m.Signature())
	return describe(discharge)
}

// read takes the hex of a binary macaroon, or of a JSON one.
func read(token string) (*macaroon.Macaroon, error) {
	data := unhex(token)
	var m macaroon.Macaroon
	if len(data) > 0 && data[0] == '{' {
		return &m, m.UnmarshalJSON(data)
	}
	return &m, m.UnmarshalBinary(data)
}

func describe(m *macaroon.Macaroon) (answer, error) {
	data, err := m.MarshalBinary()
	if err != nil {
		return answer{}, err
	}
	a := answer{
		Token:      base64.RawURLEncoding.EncodeToString(data),
		Location:   m.Location(),
		Identifier: string(m.Id()),
		Caveats:    []string{},
		Signature:  hex.EncodeToString(m.Signature()),
	}
	for _, caveat := range m.Caveats() {
		a.Caveats = append(a.Caveats, string(caveat.Id))
	}
	return a, nil
}

func unhex(text string) []byte {
	data, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return data
}
