package main

import "fmt"

// crowd makes n actors, or says why not.
func crowd[A actor](n int, one func(i int) (A, error)) ([]actor, error) {
	var out []actor
	for i := range n {
		a, err := one(i)
		if err != nil {
			return out, err
		}
		out = append(out, a)
	}
	return out, nil
}

func portalSavers(b *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(i int) (*saver, error) { return newSaver(p.addr, i, b.seeded[i]) })
}

func smallPortalSavers(b *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(i int) (*saver, error) { return newSaver(p.addr, i, b.seededSmall[i]) })
}

func bareSavers(path string) func(*bench, *program, int) ([]actor, error) {
	return func(_ *bench, p *program, n int) ([]actor, error) {
		return crowd(n, func(i int) (*bareSaver, error) { return newBareSaver(p.addr, path, i), nil })
	}
}

func peerSavers(_ *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(i int) (*peerSaver, error) { return newPeerSaver(p.addr, i) })
}

// entrants are the last 16 people, who save nothing.
func entrants(b *bench, p *program) ([]actor, error) { return signers(b, p, 16) }

func signers(_ *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(i int) (*entrant, error) { return newEntrant(p.addr, people-1-i) })
}

func bareSigners(_ *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(int) (bareEntrant, error) { return bareEntrant{newClient(p.addr)}, nil })
}

func (b *bench) pageOf(i int) string {
	return "/en/assessments/" + b.seeded[i].Assessment + "/principles/1"
}

func portalReaders(b *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(i int) (*reader, error) { return newReader(p.addr, emailOf(i), b.pageOf(i), "p01-q09.level") })
}

func shortPageReaders(b *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(i int) (*reader, error) {
		return newReader(p.addr, emailOf(i), b.pageOf(i)+"?depth=essentials", "p01-q04.level")
	})
}

func bareReaders(path, must string) func(*bench, *program, int) ([]actor, error) {
	return func(_ *bench, p *program, n int) ([]actor, error) {
		return crowd(n, func(i int) (*reader, error) { return newReader(p.addr, "", path+fmt.Sprint(i), must) })
	}
}

func bareQueueReaders(_ *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(int) (*reader, error) { return newReader(p.addr, "", "/queue", "Fictional Company") })
}

func queueReaders(_ *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(int) (*reader, error) { return newReader(p.addr, officialAt, "/en/reviews", "Fictional Company") })
}

func fixedReaders(b *bench, p *program, n int) ([]actor, error) {
	return crowd(n, func(int) (fixedReader, error) { return fixedReader{newClient(p.addr), b.pageBytes}, nil })
}
