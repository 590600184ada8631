// The page's own script where the portal cannot be made to misbehave on demand: saving while typing when the network
// fails, when an answer is refused, when saves overtake each other; and the reviewer's keys.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, beforeEach, describe, test } from 'node:test'
import { openBrowser, openPage } from './browser.mjs'
import { waitFor } from './portal.mjs'
import { Stand, saved } from './stand.mjs'

const stand = new Stand()
let browser, url

before(async () => {
  await once(stand.server.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${stand.server.address().port}`
  browser = await openBrowser()
})

after(async () => {
  await browser?.close()
  stand.server.close()
})

beforeEach(() => stand.reset())

async function open(path) {
  const page = await openPage(browser, url)
  await page.clock.install()
  await page.goto(path)
  return page
}

const first = (page) => page.locator('[data-question="p01-q01"]')
const shows = (page, words) => waitFor(words, 5000, async () => (await first(page).locator('[data-saved]').textContent()) === words)

describe('saving while answering', () => {
  test('a chosen level is saved at once, with its question alone', async () => {
    const page = await open('/principle')
    await page.locator('[name="p01-q02.note"]').evaluate((field) => (field.value = 'of another question'))
    await first(page).getByLabel('2').check()
    const [post] = await stand.arrived(1)
    assert.deepEqual(post, {
      accept: 'application/json',
      by: 'autosave',
      fields: {
        token: 't0ken', autosave: '1', 'p01-q01.revision': '3', 'p01-q01.level': '2',
        'p01-q01.note': '', 'p01-q01.cause': '', 'p01-q01.reason': ''
      }
    })
    await shows(page, 'Saved at 14:32 EST')
    assert.equal(await page.inputValue('[name="p01-q01.revision"]'), '4')
    await page.context().close()
  })

  test('a second save within the minute is said anew, though in the same words', async () => {
    const page = await open('/principle')
    await first(page).getByLabel('1').check()
    await shows(page, 'Saved at 14:32 EST')
    await first(page).locator('[data-saved]').evaluate((mark) => {
      window.said = 0
      new MutationObserver((changes) => (window.said += changes.length)).observe(mark, { childList: true })
    })
    await first(page).getByLabel('2').check()
    await stand.arrived(2)
    await waitFor('words put in anew', 5000, () => page.evaluate(() => window.said > 0))
    await page.context().close()
  })

  test('a note is saved a second and a half after the last key', async () => {
    const page = await open('/principle')
    await first(page).getByLabel('note').pressSequentially('We check')
    await page.clock.runFor(1400)
    assert.equal(stand.posts.length, 0)
    await page.clock.runFor(200)
    const [post] = await stand.arrived(1)
    assert.equal(post.fields['p01-q01.note'], 'We check')
    await page.context().close()
  })

  test('steady typing is saved before five seconds are lost', async () => {
    const page = await open('/principle')
    for (const key of 'abcde') {
      await first(page).getByLabel('note').press(key)
      await page.clock.runFor(900)
    }
    await stand.arrived(1)
    await page.context().close()
  })

  test('steady typing is not talked over; once it rests, each save is said', async () => {
    const page = await open('/principle')
    await page.clock.pauseAt(Date.now() + 60_000)
    await first(page).locator('[data-saved]').evaluate((mark) => {
      window.said = 0
      new MutationObserver(() => window.said++).observe(mark, { childList: true })
    })
    const note = first(page).getByLabel('note')
    for (const saves of [1, 2, 3]) {
      for (const key of 'abcde') {
        await note.press(key)
        await page.clock.runFor(900)
      }
      await stand.arrived(saves)
      await waitFor('the save has landed', 5000, async () => (await page.locator('.saved--waiting').count()) === 0)
      assert.equal(await page.evaluate('said'), 1)
    }
    await note.press('a')
    await page.clock.runFor(1600)
    await waitFor('it is said again', 5000, () => page.evaluate('said === 2'))
    await page.context().close()
  })

  test('leaving the field saves it without waiting', async () => {
    const page = await open('/principle')
    await first(page).getByLabel('note').fill('We check')
    await first(page).getByLabel('note').blur()
    await stand.arrived(1)
    await page.context().close()
  })

  test('what is typed during a save goes out after it, on the new revision', async () => {
    const page = await open('/principle')
    let release
    stand.answers = [{ ...saved('p01-q01', 4), when: new Promise((resolve) => (release = resolve)) }, saved('p01-q01', 5)]
    await first(page).getByLabel('1').check()
    await stand.arrived(1)
    await first(page).getByLabel('2').check()
    assert.equal(stand.posts.length, 1)
    release()
    await shows(page, 'Saved at 14:32 EST')
    await page.clock.runFor(1600)
    const [, second] = await stand.arrived(2)
    assert.equal(second.fields['p01-q01.level'], '2')
    assert.equal(second.fields['p01-q01.revision'], '4')
    await page.context().close()
  })

  test('"does not apply" waits for its reason', async () => {
    const page = await open('/principle')
    await first(page).getByLabel('na').check()
    await first(page).getByLabel('cause').selectOption('other')
    await first(page).getByLabel('reason').fill('too short')
    await first(page).getByLabel('reason').blur()
    await page.clock.runFor(5000)
    assert.equal(stand.posts.length, 0)
    await first(page).getByLabel('reason').fill('We have no such feature.')
    await first(page).getByLabel('reason').blur()
    await stand.arrived(1)
    await page.context().close()
  })

  test('without a network the page says so and tries again', async () => {
    const page = await open('/principle')
    await page.context().setOffline(true)
    await first(page).getByLabel('2').check()
    await shows(page, 'Not saved yet: no connection.')
    await page.clock.runFor(4900)
    assert.equal(stand.posts.length, 0)
    await page.context().setOffline(false)
    await page.clock.runFor(200)
    await shows(page, 'Saved at 14:32 EST')
    await page.context().close()
  })

  for (const status of [401, 403, 422]) {
    test(`a ${status} is shown, what was typed stays, and the next change is tried`, async () => {
      const page = await open('/principle')
      stand.answers = [{ status, body: { message: 'Not saved.' } }]
      await first(page).getByLabel('note').fill('Typed')
      await first(page).getByLabel('note').blur()
      await shows(page, 'Not saved.')
      assert.equal(await first(page).getByLabel('note').inputValue(), 'Typed')
      assert.match(await first(page).locator('[data-saved]').getAttribute('class'), /saved--problem/)
      await page.clock.runFor(60_000)
      assert.equal(stand.posts.length, 1)
      await first(page).getByLabel('1').check()
      await shows(page, 'Saved at 14:32 EST')
      await page.context().close()
    })
  }

  test('a conflict leaves the question to the form', async () => {
    const page = await open('/principle')
    stand.answers = [{ status: 409, body: { message: 'Somebody changed this.' } }]
    await first(page).getByLabel('1').check()
    await shows(page, 'Somebody changed this.')
    await first(page).getByLabel('2').check()
    await page.clock.runFor(60_000)
    assert.equal(stand.posts.length, 1)
    await page.getByRole('button').click()
    await page.getByText('sent').waitFor()
    const [, sent] = stand.posts
    assert.equal(sent.fields['p01-q01.level'], '2')
    await page.context().close()
  })

  test('a busy portal is asked again when it said', async () => {
    const page = await open('/principle')
    stand.answers = [{ status: 503, headers: { 'Retry-After': '20' }, body: { message: 'Busy.' } }]
    await first(page).getByLabel('1').check()
    await shows(page, 'Busy.')
    await page.clock.runFor(19_000)
    assert.equal(stand.posts.length, 1)
    await page.clock.runFor(2000)
    await shows(page, 'Saved at 14:32 EST')
    await page.context().close()
  })

  test('the form waits for a save on its way and then sends the new revision', async () => {
    const page = await open('/principle')
    let release
    stand.answers = [{ ...saved('p01-q01', 4), when: new Promise((resolve) => (release = resolve)) }]
    await first(page).getByLabel('2').check()
    await stand.arrived(1)
    await first(page).getByLabel('note').fill('Typed')
    await page.getByRole('button').click()
    assert.equal(stand.posts.length, 1)
    release()
    await page.getByText('sent').waitFor()
    const [, sent] = stand.posts
    assert.equal(sent.by, undefined)
    assert.equal(sent.fields['p01-q01.revision'], '4')
    assert.equal(sent.fields['p01-q01.note'], 'Typed')
    await page.context().close()
  })

  test('the button alone sends what was typed just before it, once', async () => {
    const page = await open('/principle')
    await first(page).getByLabel('note').fill('Typed')
    await page.getByRole('button').click()
    await page.getByText('sent').waitFor()
    assert.deepEqual(stand.posts.map(({ by }) => by), [undefined])
    await page.context().close()
  })

  test('what came back unsaved is saved without another key', async () => {
    const page = await open('/pending')
    await page.clock.runFor(1600)
    const [post] = await stand.arrived(1)
    assert.equal(post.fields['p01-q01.revision'], '3')
    await shows(page, 'Saved at 14:32 EST')
    await page.clock.runFor(60_000)
    assert.equal(stand.posts.length, 1)
    await page.context().close()
  })

  test('leaving the page sends what is not yet saved', async () => {
    const page = await open('/principle')
    await first(page).getByLabel('note').pressSequentially('Last words')
    await page.goto('/other')
    const [post] = await stand.arrived(1)
    assert.equal(post.fields['p01-q01.note'], 'Last words')
    await page.context().close()
  })
})

describe("the reviewer's keys", () => {
  test('a digit chooses the score and s saves', async () => {
    const page = await open('/review')
    await page.keyboard.press('3')
    assert.equal(await page.getByLabel('3').isChecked(), true)
    await page.keyboard.press('s')
    await page.getByText('sent').waitFor()
    const [post] = stand.posts
    assert.equal(post.fields.score, '3')
    await page.context().close()
  })

  test('j and k go on and back', async () => {
    const page = await open('/review')
    await page.keyboard.press('j')
    await page.waitForURL(`${url}/next`)
    await page.goBack()
    await page.keyboard.press('k')
    await page.waitForURL(`${url}/previous`)
    await page.context().close()
  })

  test('the question mark shows the help and hides it', async () => {
    const page = await open('/review')
    await page.keyboard.press('?')
    assert.equal(await page.getByText('help').isVisible(), true)
    await page.keyboard.press('?')
    assert.equal(await page.getByText('help').isVisible(), false)
    await page.context().close()
  })

  test('no key acts while somebody types, with a modifier, or when switched off', async () => {
    const page = await open('/review')
    await page.getByLabel('reason').pressSequentially('just 3 skills?')
    await page.getByLabel('reason').blur()
    await page.keyboard.press('Control+3')
    await page.getByLabel('keys').uncheck()
    await page.keyboard.press('3')
    assert.equal(await page.locator('[name=score]:checked').count(), 0)
    assert.equal(await page.getByText('help').isVisible(), false)
    assert.equal(page.url(), `${url}/review`)
    await page.context().close()
  })

  test('a written reason is not lost by a key pressed too early', async () => {
    const page = await open('/review')
    await page.getByLabel('reason').pressSequentially('Rules are dated.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('j')
    await page.waitForURL(`${url}/next`)
    const [post] = await stand.arrived(1)
    assert.equal(post.by, 'autosave')
    assert.deepEqual(post.fields, { reason: 'Rules are dated.', token: '', autosave: '1' })
    await page.context().close()
  })
})

describe('a draft of a whole form', () => {
  const said = (page, text) => waitFor(text, 5000, async () => (await page.locator('[data-saved]').textContent()) === text)

  test('is kept again when a box is cleared, and never looks saved', async () => {
    const page = await open('/review')
    stand.answers = [saved('score', 0, 'Not saved as a score yet'), saved('score', 0, '')]
    await page.getByLabel('override').check()
    await said(page, 'Not saved as a score yet')
    assert.match(await page.locator('[data-saved]').getAttribute('class'), /saved--waiting/)
    await page.getByLabel('override').uncheck()
    const [first, second] = await stand.arrived(2)
    assert.deepEqual([first.fields.override, second.fields.override], ['yes', undefined])
    await said(page, '')
    await page.context().close()
  })

  test('that the portal refuses is said, and asked about before it is left', async () => {
    const page = await open('/review')
    stand.answers = [{ status: 409, body: { message: 'Somebody else has it.' } }]
    await page.getByLabel('override').check()
    await said(page, 'Somebody else has it.')
    await leaving(page)
    await page.context().close()
  })
})

test('a form that is saved as a whole is asked about before it is left', async () => {
  const page = await open('/whole')
  await page.getByLabel('note').pressSequentially('Rules are dated.')
  await leaving(page)
  assert.equal(await page.getByLabel('note').inputValue(), 'Rules are dated.')
  await page.context().close()
})

/** Follows the page's link, and expects that the browser asks first. */
async function leaving(page) {
  const dialog = page.waitForEvent('dialog')
  await Promise.all([dialog.then((asked) => asked.dismiss()), page.getByRole('link', { name: 'next' }).click({ noWaitAfter: true })])
  assert.equal((await dialog).type(), 'beforeunload')
}
