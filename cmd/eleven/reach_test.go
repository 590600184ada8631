package main

import "testing"

// TestOtherMachinesAreServedBehindTLSOnly: passwords never cross a network in
// the clear because somebody forgot a setting.
func TestOtherMachinesAreServedBehindTLSOnly(t *testing.T) {
	p := newPlace(t)
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0"} {
		refuses(t, []string{addr, "TLS", "--url https://"}, p.args("serve", "--addr", addr)...)
		refuses(t, []string{addr, "--url https://"}, p.args("serve", "--addr", addr, "--url", "http://portal.example")...)
	}
}
