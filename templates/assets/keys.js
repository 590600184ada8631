// A reviewer's keys: j and k go on and back, 0 to 4 choose a score, s saves, ? shows the help. They rest while
// somebody types, where Ctrl and Enter save, and can be switched off, because speech input may press them by accident.

const SWITCH = 'eleven-keys'

/** Listens on the whole page for the keys of one review form. */
export function listenForKeys(form) {
  const toggle = document.querySelector('[data-key-switch]')
  if (toggle) rememberSwitch(toggle)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault()
      submit(form)
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return
    if (isTyping(event.target) || isOff()) return
    if (act(event.key, form)) event.preventDefault()
  })
}

/** Does what a key stands for; false when it stands for nothing here. */
function act(key, form) {
  if (key === 'j') return follow('[data-key-next]')
  if (key === 'k') return follow('[data-key-previous]')
  if (key === '?') return toggleHelp()
  if (key === 's') return submit(form)
  if (/^[0-4]$/.test(key)) return choose(form, key)
  return false
}

function follow(selector) {
  const link = document.querySelector(selector)
  link?.click()
  return Boolean(link)
}

function choose(form, score) {
  const radio = form.querySelector(`input[type="radio"][name="score"][value="${score}"]`)
  if (!radio || radio.disabled) return false
  radio.focus()
  radio.click()
  return true
}

function submit(form) {
  const button = [...form.elements].find((element) => element.type === 'submit')
  form.requestSubmit(button)
  return true
}

function toggleHelp() {
  const help = document.querySelector('[data-key-help]')
  if (!help) return false
  if (help.tagName === 'DETAILS') help.open = !help.open
  else help.hidden = !help.hidden
  help.scrollIntoView({ block: 'nearest' })
  help.querySelector('summary')?.focus()
  return true
}

function isTyping(target) {
  if (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName)) return true
  return target.tagName === 'INPUT' && !['radio', 'checkbox', 'button', 'submit'].includes(target.type)
}

function isOff() {
  try {
    return localStorage.getItem(SWITCH) === 'off'
  } catch {
    return false // storage may be forbidden; the keys then simply work
  }
}

function rememberSwitch(toggle) {
  toggle.checked = !isOff()
  toggle.addEventListener('change', () => {
    try {
      localStorage.setItem(SWITCH, toggle.checked ? 'on' : 'off')
    } catch {
      toggle.checked = true
    }
  })
}
