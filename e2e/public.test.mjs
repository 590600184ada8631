// What everybody sees before they have an account, in both languages.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accessibilityProblems } from './axe.mjs'
import { openBrowser, openPage, overflow } from './browser.mjs'
import { startPortal } from './portal.mjs'

const languages = [
  { language: 'en', name: 'Eleven', locale: 'en-CA', other: 'fr' },
  { language: 'fr', name: 'Onze', locale: 'fr-CA', other: 'en' }
]

describe('the public pages', () => {
  let portal, browser

  before(async () => {
    portal = await startPortal()
    browser = await openBrowser()
  })

  after(async () => {
    await browser?.close()
    await portal?.stop()
  })

  for (const { language, name, locale, other } of languages) {
    test(`the home page in ${language} names the product and its language`, async () => {
      const page = await openPage(browser, portal.url, { locale })
      const response = await page.goto(`/${language}`)
      assert.equal(response.status(), 200)
      assert.match(await page.title(), new RegExp(name))
      assert.equal(await page.getAttribute('html', 'lang'), language)
      await page.context().close()
    })

    test(`the address without a language leads a ${locale} browser to ${language}`, async () => {
      const page = await openPage(browser, portal.url, { locale })
      await page.goto('/')
      assert.equal(new URL(page.url()).pathname, `/${language}`)
      await page.context().close()
    })

    test(`the home page in ${language} leads to the same page in ${other}`, async () => {
      const page = await openPage(browser, portal.url, { locale })
      await page.goto(`/${language}`)
      await page.locator(`header [lang="${other}"]`).click()
      await page.waitForURL(`${portal.url}/${other}`)
      assert.equal(await page.getAttribute('html', 'lang'), other)
      await page.context().close()
    })

    for (const width of [1280, 320]) {
      test(`the home page in ${language} is in order at ${width} pixels`, async () => {
        const page = await openPage(browser, portal.url, { locale, width })
        await page.goto(`/${language}`)
        assert.equal(await accessibilityProblems(page), '')
        assert.equal(await overflow(page), 0)
        assert.deepEqual(page.problems, [])
        await page.context().close()
      })
    }

    for (const width of [1280, 320]) {
      test(`the switch to ${other} is in one place at ${width} pixels, with a form and without, and nothing lies over it`, async () => {
        const page = await openPage(browser, portal.url, { locale, width })
        const places = []
        for (const rest of ['/help', '/quick-check']) {
          await page.goto(`/${language}${rest}`)
          const control = page.locator(`[lang="${other}"]`)
          const { x, y } = await control.boundingBox()
          places.push([x, y].map(Math.round))
          await control.click()
          await page.waitForURL(`${portal.url}/${other}${rest}`)
        }
        assert.deepEqual(places[0], places[1])
        await page.context().close()
      })
    }

    test(`on a phone the way out does not cover the skip link in ${language}`, async () => {
      const page = await openPage(browser, portal.url, { locale, width: 320, height: 256 })
      await page.goto(`/${language}`)
      await page.locator('.govuk-skip-link').focus()
      assert.ok(await page.locator('.govuk-skip-link').evaluate(onTop))
      await page.context().close()
    })

    test(`the home page in ${language} needs no script`, async () => {
      const page = await openPage(browser, portal.url, { locale, javaScript: false })
      await page.goto(`/${language}`)
      assert.equal(await page.locator('h1').count(), 1)
      assert.deepEqual(page.problems, [])
      await page.context().close()
    })
  }
})

// Runs in the page: whether nothing lies over the middle of an element.
function onTop(element) {
  const { left, top, width, height } = element.getBoundingClientRect()
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}
