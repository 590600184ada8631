package forms

// CoarseStep is how finely those may count submissions who may not know of a
// single one: administrators and auditors.
const CoarseStep = 5

// Coarse rounds a number of submissions down to a multiple of CoarseStep. few
// says that there are some, but fewer than that; nothing at all is plain 0.
func Coarse(n int) (floor int, few bool) {
	return n - n%CoarseStep, n > 0 && n < CoarseStep
}
