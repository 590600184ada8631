// Nothing typed is lost: saving while answering on a real portal, with colleagues, dead networks and ended sessions;
// and answering and reviewing by keyboard alone.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openBrowser } from './browser.mjs'
import { Person } from './person.mjs'
import { startPortal, waitFor } from './portal.mjs'
import { plain, say } from './words.mjs'

const words = (key, ...given) => say('en', key, ...given)
const owner = 'owner@clearbrook.example'
const editor = 'editor@clearbrook.example'
const savedAt = new RegExp(`^${words('principle.saved', '\\d+:\\d\\d.*')}$`)

describe('saving while answering', () => {
  let portal, browser, accounts, draft

  before(async () => {
    portal = await startPortal({ demo: true })
    browser = await openBrowser()
    accounts = await portal.accounts()
  })

  after(async () => {
    await browser?.close()
    await portal?.stop()
  })

  /** Lets somebody in at a page of the draft that is half answered; each test has a principle of its own. */
  async function at(email, rest) {
    const person = await Person.arrive(browser, portal)
    await signIn(person, email)
    draft ??= (await person.page.locator('li:has(.status--draft) a').first().getAttribute('href')).slice(3)
    await person.visit(draft + rest)
    return person
  }

  const signIn = (person, email) => person.signIn(email, accounts.find((account) => account.email === email).password)

  test('a chosen level is saved by itself, with the time, and is there after a reload', async () => {
    const person = await at(owner, '/principles/6')
    await level(person, 'p06-q01', '2').check()
    await shows(person, 'p06-q01', savedAt)
    await person.visit(person.rest)
    assert.equal(await level(person, 'p06-q01', '2').isChecked(), true)
    await shows(person, 'p06-q01', savedAt)
    await person.leave()
  })

  test('a typed note is on its way within five seconds, and is there after a reload', async () => {
    const person = await at(owner, '/principles/6')
    const sending = person.page.waitForRequest((request) => request.method() === 'POST')
    const field = await openNote(person, 'p06-q02')
    const began = Date.now()
    await field.pressSequentially('We check search twice a year.')
    const { startTime } = (await sending).timing()
    assert.ok(startTime - began < 5000, `${startTime - began} ms`)
    await shows(person, 'p06-q02', savedAt)
    await person.visit(person.rest)
    assert.equal(await note(person, 'p06-q02').inputValue(), 'We check search twice a year.')
    await person.leave()
  })

  test('a note beside a choice that lacks its reason is saved, and what is not saved is said', async () => {
    const person = await at(owner, '/principles/6')
    await level(person, 'p06-q03', 'na').check()
    await shows(person, 'p06-q03', words('principle.incomplete'))
    const sending = person.page.waitForRequest((request) => request.method() === 'POST')
    await (await openNote(person, 'p06-q03')).pressSequentially('We have no search of our own.')
    assert.ok(!(await sending).postData().includes('p06-q03.level'))
    await (await sending).response()
    await shows(person, 'p06-q03', words('principle.incomplete'))
    await person.visit(person.rest)
    assert.equal(await note(person, 'p06-q03').inputValue(), 'We have no search of our own.')
    assert.equal(await level(person, 'p06-q03', 'na').isChecked(), false)
    await person.leave()
  })

  test('what the guard stops while saving is taken out of the field, and said', async () => {
    const person = await at(owner, '/principles/6')
    const field = await openNote(person, 'p06-q04')
    await field.fill('See https://rules.example/page for it.')
    await field.blur()
    await shows(person, 'p06-q04', words('error.guard'))
    assert.equal(await field.inputValue(), `See ${words('mark.removed')} for it.`)
    person.problems()
    await person.leave()
  })

  for (const [keeps, button, kept] of [
    ['one’s own', '#main-form > .govuk-button', '3'],
    ['the colleague’s', '[name=theirs]', '1']
  ]) {
    test(`of two answers given at once ${keeps} can be kept`, async () => {
      const question = kept === '3' ? 'p07-q01' : 'p07-q02'
      const [person, colleague] = [await at(owner, '/principles/7'), await at(editor, '/principles/7')]
      await level(colleague, question, '1').check()
      await shows(colleague, question, savedAt)
      await level(person, question, '3').check()
      await shows(person, question, words('principle.conflict-saved'))
      await person.press('#main-form > .govuk-button', 409)
      assert.equal(await level(person, question, '3').isChecked(), true)
      const theirs = await person.page.locator(`#${question} .notice--warn`).textContent()
      assert.ok(plain(theirs).includes(plain(await sentence(colleague, question, '1'))), theirs)
      await person.press(button)
      await person.visit(`${draft}/principles/7`)
      assert.equal(await level(person, question, kept).isChecked(), true)
      await person.leave()
      await colleague.leave()
    })
  }

  test('without a network the answer waits, and is saved when the network is back', async () => {
    const person = await at(owner, '/principles/8')
    await person.page.context().setOffline(true)
    await level(person, 'p08-q01', '2').check()
    await shows(person, 'p08-q01', words('principle.offline'))
    await person.page.context().setOffline(false)
    await shows(person, 'p08-q01', savedAt)
    assert.match(person.problems().join(), /^console: .*ERR_INTERNET_DISCONNECTED$/)
    await person.leave()
  })

  test('what was sent after the session had ended is saved once the same person signs in', async () => {
    const [person, elsewhere] = [await at(owner, '/principles/9'), await at(owner, '/principles/9')]
    await elsewhere.visit('/account')
    await elsewhere.press('form[action$="/account/sessions"] button')
    await level(person, 'p09-q01', '2').check()
    await shows(person, 'p09-q01', words('signin.again'))
    await (await openNote(person, 'p09-q01')).fill('Typed after the end.')
    await person.press('#main-form > .govuk-button', 401)
    assert.equal(await person.page.locator('[data-said]:focus').textContent(), words('signin.carried'))
    const { password } = accounts.find(({ email }) => email === owner)
    await person.fill({ email: owner, password })
    await person.press('#sign-in > .govuk-button')
    await person.visit(`${draft}/principles/9`)
    assert.equal(await level(person, 'p09-q01', '2').isChecked(), true)
    assert.equal(await note(person, 'p09-q01').inputValue(), 'Typed after the end.')
    await person.leave()
    await elsewhere.leave()
  })

  test('the other language keeps what is not saved, saves nothing by itself, and leaves it to the script', async () => {
    const [person, colleague] = [await at(owner, '/profile'), await at(editor, '/profile')]
    await person.fill({ service: 'BrookTalk', domains: 'brook.example' })
    person.language = 'fr'
    await person.press('[name="switch"]')
    assert.equal(await person.page.inputValue('#service'), 'BrookTalk')
    assert.equal(await person.page.inputValue('#domains'), 'brook.example')
    await colleague.visit(colleague.rest)
    assert.equal(await colleague.page.inputValue('#service'), 'BrookChat')
    await person.visit(`${draft}/principles/10`)
    await (await openNote(person, 'p10-q01')).fill('Nous partageons.')
    person.language = 'en'
    await person.press('[name="switch"]')
    assert.equal(await note(person, 'p10-q01').inputValue(), 'Nous partageons.')
    await shows(person, 'p10-q01', savedAt)
    await person.leave()
    await colleague.leave()
  })

  test('a principle can be answered with the keyboard alone', async () => {
    const person = await at(owner, '/principles/11')
    const { page } = person
    await tabTo(page, '[name="p11-q01.level"]')
    await page.keyboard.press('Space')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
    await shows(person, 'p11-q01', savedAt)
    assert.equal(await level(person, 'p11-q01', '3').isChecked(), true)
    await tabTo(page, '#p11-q01 > details summary')
    await page.keyboard.press('Enter')
    await tabTo(page, '[id="p11-q01.note"]')
    await page.keyboard.type('By keyboard.')
    await tabTo(page, '#main-form > .govuk-button')
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    await person.visit(`${draft}/principles/11`)
    assert.equal(await level(person, 'p11-q01', '3').isChecked(), true)
    assert.equal(await note(person, 'p11-q01').inputValue(), 'By keyboard.')
    await person.leave()
  })

  test('what a reviewer types is kept as a draft within five seconds, and no score before it is saved', async () => {
    const person = await Person.arrive(browser, portal)
    const { page } = person
    await signIn(person, 'reviewer.nz@government.example')
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Kōwhai' }).click()])
    const review = person.rest
    await person.visit(`${review}/principles/9`)
    const sending = page.waitForRequest((request) => request.method() === 'POST')
    const began = Date.now()
    await page.locator('#reason').pressSequentially('Half a reason')
    assert.ok((await sending).timing().startTime - began < 5000)
    const kept = new RegExp(words('reviewing.kept', '\\d+:\\d\\d'))
    const mark = page.locator('#score-form [data-saved]')
    await waitFor('the draft is kept', 10_000, async () => kept.test(await mark.textContent()))
    await person.visit(review)
    assert.match(await page.locator('main').textContent(), kept)
    await person.visit(`${review}/principles/9`)
    assert.equal(await page.locator('#reason').inputValue(), 'Half a reason')
    await person.press('button[name=draft]')
    assert.equal(await page.locator('#reason').inputValue(), '')
    await person.leave()
  })

  test('a reviewer goes on, back, chooses, asks for help and saves by single keys', async () => {
    const person = await Person.arrive(browser, portal)
    const { page } = person
    await signIn(person, 'reviewer.nz@government.example')
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Kōwhai' }).click()])
    const review = person.rest
    await person.visit(`${review}/principles/8`)
    for (const [key, number] of [['j', 9], ['k', 8]]) {
      await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])
      assert.equal(person.rest, `${review}/principles/${number}`)
    }
    await page.keyboard.press('?')
    await page.locator('[data-key-help][open]').waitFor()
    await page.keyboard.press('2')
    assert.equal(await page.locator('[name=score][value="2"]').isChecked(), true)
    await judge(person)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('s')])
    await person.look()
    assert.ok((await page.locator('main').textContent()).includes(words('said.review-scored')))
    await person.visit(`${review}/principles/8`)
    assert.equal(await page.locator('[name=score][value="2"]').isChecked(), true)
    await person.leave()
  })
})

const level = ({ page }, question, value) => page.locator(`[name="${question}.level"][value="${value}"]`)
const note = ({ page }, question) => page.locator(`[id="${question}.note"]`)

/** The sentence of a level, as the page has it. */
async function sentence(person, question, value) {
  const id = await level(person, question, value).getAttribute('id')
  return person.page.locator(`label[for="${id}"] span`).textContent()
}

/** Waits until a question's own line says something. */
function shows({ page }, question, wanted) {
  return waitFor(`${question} says ${wanted}`, 10_000, async () => {
    const text = await page.locator(`#${question} [data-saved]`).textContent()
    return typeof wanted === 'string' ? text === wanted : wanted.test(text)
  })
}

async function openNote(person, question) {
  const field = note(person, question)
  if (!(await field.isVisible())) await person.page.locator(`#${question} > details summary`).click()
  return field
}

/** Presses Tab until what is sought has the focus. */
async function tabTo(page, selector) {
  for (let i = 0; i < 200; i++) {
    if (await page.locator(selector).evaluateAll((all) => all.includes(document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${selector}`)
}

/** Gives the reason and every verdict that the principle wants, and leaves the fields. */
async function judge({ page }) {
  const radios = page.locator('.question[id] [name$=".verdict"][value="confirmed"]')
  for (const name of await radios.evaluateAll((all) => all.map((radio) => radio.name))) {
    await page.locator(`[name="${name}"][value="confirmed"]`).check()
    await page.locator(`[name="${name.replace('.verdict', '.known_by')}"][value="seen"]`).check()
  }
  await page.locator('#reason').fill('The records named are dated and clear.')
  await page.locator('#reason').blur()
}
