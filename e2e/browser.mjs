// Debian's Chromium, driven by playwright-core, which downloads no browser of its own.
import { chromium } from 'playwright-core'

const PATIENCE = 15_000 // ms for a click, a page or a wait; a test that needs longer has found something

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

/** A browser without a window; the caller must `close()` it. */
export function openBrowser() {
  // Without a locale it would call every download whose name is not ASCII "download".
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet, env })
}

/**
 * A page of its own, with cookies of its own, and `page.problems`: what went wrong in it, in words. That is every
 * error in the console, every uncaught exception and every request to a host other than that of `url`.
 * Close it with `page.context().close()` when it has come to rest: closing it while a form is on its way may hang.
 */
export async function openPage(browser, url, { javaScript = true, locale = 'en-CA', width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: javaScript,
    locale,
    viewport: { width, height }
  })
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  page.problems = []
  page.on('console', (message) => {
    if (message.type() === 'error') page.problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => page.problems.push(`exception: ${error.message}`))
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== new URL(url).host) page.problems.push(`foreign: ${request.url()}`)
  })
  return page
}

/** By how many pixels the page is wider than its window; 0 is right. */
export function overflow(page) {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))
}
