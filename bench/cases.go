package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// contestant is one program doing one kind of work.
type contestant struct {
	name        string
	launch      func(b *bench, dir string) (*program, error)
	actors      func(b *bench, p *program, n int) ([]actor, error)
	beside      func(b *bench, p *program) ([]actor, error) // who acts at the same time, uncounted
	connections int
}

// The contestants whose rates and times are compared.
const (
	portalSave1     = "portal save 1"
	portalSave16    = "portal save 16"
	portalSave64    = "portal save 64"
	bareSave1       = "bare save 1"
	bareSave64      = "bare save 64"
	bareGroup16     = "bare group commit 16"
	bareGroup64     = "bare group commit 64"
	peerSave16      = "pocketbase save 16"
	portalDisturbed = "portal save 16 beside 16 sign-ins"
	portalSaveSmall = "portal save 16, 10,000 submissions"
	portalPage      = "portal page 16"
	portalPageShort = "portal page 16, essential questions only"
	barePage        = "bare page 16"
	fixedPage       = "fixed bytes 16"
	portalQueue     = "portal queue 16"
	bareQueue       = "bare queue 16"
	portalSignIn    = "portal sign-in 16"
	bareSignIn      = "bare sign-in 16"
)

// contestants stand in the order in which each round goes through them:
// whoever is compared stands side by side.
var contestants = []contestant{
	{portalSave1, onPortal, portalSavers, nil, 1},
	{bareSave1, onBare, bareSavers("/save"), nil, 1},
	{portalSave16, onPortal, portalSavers, nil, 16},
	{bareGroup16, onBare, bareSavers("/save-group"), nil, 16},
	{peerSave16, onPocketBase, peerSavers, nil, 16},
	{portalDisturbed, onPortal, portalSavers, entrants, 16},
	{portalSaveSmall, onSmallPortal, smallPortalSavers, nil, 16},
	{portalSave64, onPortal, portalSavers, nil, 64},
	{bareGroup64, onBare, bareSavers("/save-group"), nil, 64},
	{bareSave64, onBare, bareSavers("/save"), nil, 64},
	{portalPage, onPortal, portalReaders, nil, 16},
	{portalPageShort, onPortal, shortPageReaders, nil, 16},
	{barePage, onBare, bareReaders("/page/", "p01-q09"), nil, 16},
	{fixedPage, onBare, fixedReaders, nil, 16},
	{portalQueue, onPortal, queueReaders, nil, 16},
	{bareQueue, onBare, bareQueueReaders, nil, 16},
	{portalSignIn, onPortal, signers, nil, 16},
	{bareSignIn, onBare, bareSigners, nil, 16},
}

// quiet is the most of the machine that others may use during a run.
const quiet = 0.2

// tries is how often a run on a noisy machine is begun again.
const tries = 3

// errNoisy: the machine was not ours while the run lasted.
var errNoisy = errors.New("others used the machine")

// run lets one contestant work for a round on a fresh copy of its seed.
func (b *bench) run(c contestant, round int) (measured, error) {
	for try := 1; ; try++ {
		m, err := b.once(c)
		m.Program, m.Round = c.name, round
		if err != nil {
			return m, fmt.Errorf("%s: %w", c.name, err)
		}
		if m.Foreign <= quiet {
			return m, nil
		}
		if try == tries {
			return m, fmt.Errorf("%s: %w: %.0f%%", c.name, errNoisy, 100*m.Foreign)
		}
	}
}

// launched starts a program on a fresh folder; stop ends it and takes the
// folder away.
func (b *bench) launched(launch func(*bench, string) (*program, error)) (p *program, stop func(), err error) {
	dir, err := os.MkdirTemp(b.out, "run")
	if err != nil {
		return nil, nil, err
	}
	if p, err = launch(b, dir); err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return p, func() {
		p.stop()
		_ = os.RemoveAll(dir)
	}, nil
}

func (b *bench) once(c contestant) (measured, error) {
	p, stop, err := b.launched(c.launch)
	if err != nil {
		return measured{}, err
	}
	defer stop()
	actors, err := c.actors(b, p, c.connections)
	defer closeAll(actors)
	if err != nil {
		return measured{}, err
	}
	var beside []actor
	if c.beside != nil {
		beside, err = c.beside(b, p)
		defer closeAll(beside)
		if err != nil {
			return measured{}, err
		}
	}
	return drive(b.ctx, p, actors, beside, b.warm, b.length)
}

func closeAll(actors []actor) {
	for _, a := range actors {
		a.close()
	}
}

func onPortal(b *bench, dir string) (*program, error) { return b.portalIn(dir, b.large) }

func onSmallPortal(b *bench, dir string) (*program, error) { return b.portalIn(dir, b.small) }

// portalIn serves a fresh copy of a seed.
func (b *bench) portalIn(dir, seed string) (*program, error) {
	if err := os.CopyFS(dir, os.DirFS(seed)); err != nil {
		return nil, err
	}
	return launch(b.ctx, "/en", b.portal, "serve", "--addr", "ADDR", "--data", dir)
}

func onBare(b *bench, dir string) (*program, error) {
	if err := os.CopyFS(dir, os.DirFS(b.bareSeed)); err != nil {
		return nil, err
	}
	return launch(b.ctx, "/fixed", b.bare, "--addr", "ADDR", "--data", dir,
		"--page-bytes", fmt.Sprint(b.pageBytes), "--queue-bytes", fmt.Sprint(b.queueBytes))
}

func onPocketBase(b *bench, dir string) (*program, error) {
	if err := os.CopyFS(dir, os.DirFS(b.peerSeed)); err != nil {
		return nil, err
	}
	return launchPocketBase(b.ctx, b.pocketbase, dir)
}

// prepare makes every seed once.
func (b *bench) prepare() (err error) {
	b.large, b.small = filepath.Join(b.out, "seed-large"), filepath.Join(b.out, "seed-small")
	b.bareSeed, b.peerSeed = filepath.Join(b.out, "seed-bare"), filepath.Join(b.out, "seed-pocketbase")
	for _, dir := range []string{b.large, b.small, b.bareSeed, b.peerSeed} {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	if b.seeded, err = seedPortal(b.ctx, b.large, 100_000); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	if b.seededSmall, err = seedPortal(b.ctx, b.small, 10_000); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	if err := seedPocketBase(b.ctx, b.pocketbase, b.peerSeed, 16); err != nil {
		return err
	}
	if err := os.MkdirAll(b.bareSeed, 0o700); err != nil {
		return err
	}
	if err := b.command(b.bare, "--data", b.bareSeed, "--people", fmt.Sprint(people), "--lines", "100000"); err != nil {
		return err
	}
	return b.sizes()
}

// sizes finds out how large the portal's pages are, so that the bare ones are as large.
func (b *bench) sizes() error {
	p, stop, err := b.launched(onPortal)
	if err != nil {
		return err
	}
	defer stop()
	for _, page := range []struct {
		email, path string
		size        *int
	}{{emailOf(0), b.pageOf(0), &b.pageBytes}, {officialAt, "/en/reviews", &b.queueBytes}} {
		v := visitor{newClient(p.addr)}
		defer v.close()
		if err := v.signIn(page.email); err != nil {
			return err
		}
		body, err := v.get(page.path)
		if err != nil {
			return err
		}
		*page.size = len(body)
	}
	return nil
}
