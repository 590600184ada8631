// A walk through every page that somebody can reach by links, with a thorough look at each.
import { accessibilityProblems } from './axe.mjs'
import { overflow } from './browser.mjs'

const EACH = 2 // addresses of one kind, such as two principles; what differs between them is rarely the page

/** One tour of a portal in one language: remembers the pages it has examined, and what was wrong in `problems`. */
export class Tour {
  #examined = new Set()
  #public = new Map()

  constructor() {
    this.problems = []
  }

  /** Lets a visitor walk; later walks leave out what a visitor sees. */
  async walkPublic(person, more) {
    this.#public = await this.#follow(person, new Map(), more)
    return [...this.#public.keys()]
  }

  /** Lets somebody signed in walk; gives the kinds of addresses they came to. */
  async walk(person) {
    const everybody = new Map([...this.#public.keys()].map((kind) => [kind, EACH]))
    return [...(await this.#follow(person, everybody, [])).keys()]
  }

  /** Follows the links from where the person stands, breadth first. `more` are addresses that no link leads to. */
  async #follow(person, kinds, more) {
    const queue = [person.rest, ...more]
    const known = new Set(queue)
    while (queue.length > 0) {
      const rest = queue.shift()
      const visits = (kinds.get(kind(rest)) ?? 0) + 1
      if (visits > EACH) continue
      kinds.set(kind(rest), visits)
      await person.visit(rest)
      await this.examine(person)
      for (const next of await links(person)) {
        if (!known.has(next)) queue.push(next)
        known.add(next)
      }
    }
    return kinds
  }

  /** Notes what is wrong with the page in front of the person; what another person was shown too is examined once. */
  async examine(person) {
    const { page } = person
    const content = await page.evaluate(readContent)
    if (this.#examined.has(content)) return
    this.#examined.add(content)
    const found = await accessibilityProblems(page)
    const size = page.viewportSize()
    await page.setViewportSize({ width: 320, height: 800 })
    const wider = await overflow(page)
    await page.setViewportSize(size)
    if (found) this.problems.push(`${page.url()}\n${found}`)
    if (wider) this.problems.push(`${page.url()}\n${wider} pixels wider than 320`)
  }
}

/** The address with its ids and numbers left open. */
function kind(rest) {
  const [path] = rest.split('?')
  return path
    .replace(/\/[a-z2-7]{26}(?=\/|$)/g, '/{id}')
    .replace(/\/\d+(?=\/|$)/g, '/{n}')
    .replace(/\/p\d+-q\d+(?=\/|$)/g, '/{question}')
}

async function links({ page, language, portal }) {
  const found = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.href.split('#')[0]))
  const start = `${portal.url}/${language}`
  const own = found.filter((url) => url === start || url.startsWith(`${start}/`) || url.startsWith(`${start}?`))
  return [...new Set(own.map((url) => url.slice(start.length)))].filter((rest) => !/\.(pdf|json)$/.test(rest))
}

// Runs in the page: opens everything that can be opened, then gives what is this page's own, without its form token.
function readContent() {
  for (const details of document.querySelectorAll('details')) details.open = true
  const copy = document.body.cloneNode(true)
  for (const part of copy.querySelectorAll('header, footer, input[name=token]')) part.remove()
  return copy.innerHTML
}
