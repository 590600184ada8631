// A form that is saved as a whole loses what was typed to a key or a link pressed too early: ask first.

/** Lets the browser ask, in its own words, before a form with changes is left without being sent. */
export function warnBeforeLeaving(form) {
  const before = contents(form)
  let sending = false
  form.addEventListener('submit', () => {
    sending = true
  })
  window.addEventListener('pageshow', () => {
    sending = false
  })
  window.addEventListener('beforeunload', (event) => {
    if (!sending && contents(form) !== before) event.preventDefault()
  })
}

function contents(form) {
  return new URLSearchParams([...new FormData(form)]).toString()
}
