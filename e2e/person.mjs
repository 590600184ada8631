// Somebody in front of a browser of their own, who looks over every page they come to.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { openPage, overflow } from './browser.mjs'
import { foreign, other, plain } from './words.mjs'

const strangers = { en: foreign('en'), fr: foreign('fr') }

export class Person {
  /** Opens a browser window of its own on the portal; `leave()` closes it. */
  static async arrive(browser, portal, { language = 'en', javaScript = true } = {}) {
    const page = await openPage(browser, portal.url, { javaScript, locale: `${language}-CA` })
    return new Person(page, portal, language)
  }

  constructor(page, portal, language) {
    this.page = page
    this.portal = portal
    this.language = language
    page.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) this.status = response.status()
    })
  }

  /** The address behind the language, with its query. */
  get rest() {
    const { pathname, search } = new URL(this.page.url())
    return pathname.replace(/^\/(en|fr)(?=\/|$)/, '') + search
  }

  /** Goes to an address behind the language, or to a whole link out of a message; it must come with `status`. */
  async visit(address, status = 200) {
    await this.page.goto(address.startsWith('http') ? address : `/${this.language}${address}`)
    await this.look(status)
  }

  /** Presses what a selector finds and waits for the page it leads to, which must come with `status`. */
  async press(selector, status = 200) {
    await Promise.all([this.page.waitForEvent('load'), this.page.locator(selector).first().click()])
    await this.look(status)
  }

  /** Fills fields by id: text into a field, a choice into a list. */
  async fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.page.locator(`[id="${name}"]`)
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
      else await field.fill(value)
    }
  }

  /** Ticks checkboxes or a radio by name and value. */
  async tick(name, ...values) {
    for (const value of values) await this.page.locator(`[name="${name}"][value="${value}"]`).check()
  }

  async signIn(email, password) {
    if (this.rest.split('?')[0] !== '/sign-in') await this.visit('/sign-in')
    await this.fill({ email, password })
    await this.press('#sign-in .govuk-button:not([type=button])')
  }

  /** Downloads what a link leads to. */
  async download(selector) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.page.locator(selector).first().click()])
    const path = await download.path()
    return { name: download.suggestedFilename(), path, bytes: await readFile(path) }
  }

  async json(selector = 'a[href$="/answers.json"]') {
    return JSON.parse((await this.download(selector)).bytes)
  }

  /**
   * The page as it must always be: its language, one heading, links that lead somewhere on it, no error, nothing from
   * elsewhere, no foreign word.
   */
  async look(status = 200) {
    const seen = await this.page.evaluate(readPage, other(this.language))
    const text = plain(seen.text)
    const where = `${this.page.url()}: `
    assert.equal(this.status, status, `${where}${text.slice(0, 500)}`)
    assert.equal(seen.lang, this.language, `${where}language of the page`)
    assert.equal(seen.headings, 1, `${where}headings of the first level`)
    assert.deepEqual(seen.loose, [], `${where}links to nothing on the page`)
    assert.deepEqual(strangers[this.language].filter((piece) => text.includes(piece)), [], `${where}words of the other language`)
    assert.deepEqual(this.problems(status), [], `${where}problems`)
  }

  /** What went wrong since the last look. A page that comes with an error's status is one in the console as well. */
  problems(status = 200) {
    const found = this.page.problems.splice(0)
    return status < 400 ? found : found.filter((problem) => !problem.includes(`the server responded with a status of ${status}`))
  }

  /** At 320 pixels nothing may stand out at the side. */
  async narrow() {
    const size = this.page.viewportSize()
    await this.page.setViewportSize({ width: 320, height: 800 })
    assert.equal(await overflow(this.page), 0, `${this.page.url()}: wider than 320 pixels`)
    await this.page.setViewportSize(size)
  }

  async leave() {
    await this.page.context().close()
  }
}

// Runs in the page: everything it says, to the eye or to the ear, but what is marked as the other language.
function readPage(foreignLanguage) {
  const copy = document.documentElement.cloneNode(true)
  for (const element of copy.querySelectorAll(`[lang="${foreignLanguage}"], script, style`)) element.remove()
  const spoken = ['aria-label', 'alt', 'title', 'placeholder', 'data-offline']
  const attributes = spoken.flatMap((name) => [...copy.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name)))
  return {
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    loose: [...document.querySelectorAll('a[href^="#"]')].map(({ hash }) => hash).filter((hash) => !document.getElementById(hash.slice(1))),
    text: [copy.textContent, ...attributes].join('\n')
  }
}
