// main.go - what wish and bubbletea serve beside us: the same menu, list and page as peer-ncurses.c.
//
//	peer-wish ADDR HOSTKEY peer.txt
//	peer-wish ADDR HOSTKEY --screens FILE
//
// Built without modules from Debian's packages, nothing of the product in it.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/wish"
	wishtea "github.com/charmbracelet/wish/bubbletea"
	"github.com/gliderlabs/ssh"
)

const (
	menu     = 8
	services = 40
	part     = 10
	parts    = services / part
)

var lines []string

type place int

const (
	inMenu place = iota
	inList
	inPage
)

type model struct {
	at     place
	part   int
	height int
}

func (m model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.height = msg.Height
	case tea.KeyMsg:
		return m.key(msg.String())
	}
	return m, nil
}

func (m model) key(key string) (tea.Model, tea.Cmd) {
	switch {
	case key == "q":
		return m, tea.Quit
	case key >= "1" && key <= "9" && m.at == inMenu:
		m.at = inList
	case key >= "1" && key <= "9" && m.at == inList:
		m.at = inPage
	case key == "0" && m.at == inList:
		m.at, m.part = inMenu, 0
	case key == "0" && m.at == inPage:
		m.at = inList
	case key == "n" && m.at == inList && m.part < parts-1:
		m.part++
	case key == "p" && m.at == inList && m.part > 0:
		m.part--
	}
	return m, nil
}

func (m model) View() string {
	var rows []string
	var hint string
	switch m.at {
	case inMenu:
		rows = append(rows, "Services portal", "")
		for i := 0; i < menu; i++ {
			rows = append(rows, fmt.Sprintf("  %d  %s", i+1, lines[i]))
		}
		hint = "Menu. 1-8: open, q: leave"
	case inList:
		rows = append(rows, fmt.Sprintf("Services %d-%d of %d", m.part*part+1, (m.part+1)*part, services), "")
		for i := 0; i < part; i++ {
			rows = append(rows, fmt.Sprintf(" %2d  %s", i+1, lines[menu+1+m.part*part+i]))
		}
		hint = fmt.Sprintf("List %d of %d. 1-9: open, n p: turn, 0: back, q: leave", m.part+1, parts)
	case inPage:
		for _, l := range lines[menu+services+2:] {
			rows = append(rows, " "+l)
		}
		hint = "Page. 0: back, q: leave"
	}
	if len(rows) > m.height-1 {
		rows = rows[:m.height-1]
	}
	for len(rows) < m.height-1 {
		rows = append(rows, "")
	}
	return strings.Join(append(rows, hint), "\n")
}

// replay shows recorded screens one after the other, whatever key is pressed.
type replay struct {
	screens []string
	at      int
}

func (r replay) Init() tea.Cmd { return nil }

func (r replay) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyMsg); ok {
		if r.at == len(r.screens)-1 {
			return r, tea.Quit
		}
		r.at++
	}
	return r, nil
}

func (r replay) View() string { return r.screens[r.at] }

func main() {
	if len(os.Args) < 4 {
		log.Fatal("usage: peer-wish ADDR HOSTKEY peer.txt | --screens FILE")
	}
	text, err := os.ReadFile(os.Args[len(os.Args)-1])
	if err != nil {
		log.Fatal(err)
	}
	lines = strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	screens := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	handler := func(s ssh.Session) (tea.Model, []tea.ProgramOption) {
		options := []tea.ProgramOption{tea.WithAltScreen()}
		if os.Args[3] == "--screens" {
			return replay{screens: screens}, options
		}
		pty, _, _ := s.Pty()
		return model{height: pty.Window.Height}, options
	}
	server, err := wish.NewServer(wish.WithAddress(os.Args[1]), wish.WithHostKeyPath(os.Args[2]),
		wish.WithMiddleware(wishtea.Middleware(handler)))
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(server.ListenAndServe())
}
