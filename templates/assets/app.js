// Everything here only helps: each page works without it.
import {
  Button,
  CharacterCount,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  SkipLink,
  createAll
} from 'govuk-frontend'
import { keepSaved } from './autosave.js'
import { listenForKeys } from './keys.js'
import { warnBeforeLeaving } from './unsaved.js'

// The components refuse to start without this mark, which a page usually sets by an inline script; our pages have none.
// A browser too old for :has() gets the plain pages, in which everything is open.
if (CSS.supports('selector(:has(*))')) {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  createAll(Button, { preventDoubleClick: true })
  createAll(ErrorSummary)
  createAll(NotificationBanner)
  createAll(SkipLink)

  // The words of these come from the page (data-i18n.*), because they are in its language.
  createAll(CharacterCount)
  createAll(ExitThisPage)
  createAll(PasswordInput)
}

// What was just done is read out where the focus goes, unless the address leads to a place on the page.
// There it is put in anew, which browsers read out.
const said = document.querySelector('[data-said]')
if (location.hash) said?.replaceChildren(...said.childNodes)
else said?.focus({ preventScroll: true })

for (const form of document.querySelectorAll('form[data-autosave], form[data-draft]')) keepSaved(form)

for (const form of document.querySelectorAll('form[data-unsaved]')) warnBeforeLeaving(form)
const review = document.querySelector('form[data-review]')
if (review) listenForKeys(review)
