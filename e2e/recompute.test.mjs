// Every answers.json of the demonstration, whoever downloads it and however far it has come, recomputed from itself.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startPortal } from './portal.mjs'
import { differences } from './recompute.mjs'

describe('answers.json', () => {
  let portal, accounts

  before(async () => {
    portal = await startPortal({ demo: true })
    accounts = await portal.accounts()
  })

  after(() => portal?.stop())

  test('of every company holds the scores that its answers come to', async () => {
    const states = new Set()
    for (const account of accounts.filter(({ role }) => role === 'owner')) {
      for (const file of await downloads(account, '/assessments')) {
        agree(file, account)
        states.add(`${file.assessment.state}, ${file.assessment.depth}`)
      }
    }
    assert.deepEqual([...states].sort(), ['draft, full', 'reviewed, full', 'submitted, essentials', 'submitted, full'])
  })

  test('of every reviewer and lead holds the company’s scores once they may see them', async () => {
    const seen = { with: 0, without: 0 }
    for (const account of accounts.filter(({ role }) => role === 'reviewer' || role === 'lead')) {
      for (const file of await downloads(account, '/reviews')) {
        agree(file, account)
        seen[file.scores ? 'with' : 'without'] += 1
      }
    }
    assert.ok(seen.with > 0 && seen.without > 0, JSON.stringify(seen))
  })

  /** What somebody can download from a list of theirs, read. */
  async function downloads({ email, password }, list) {
    const cookies = await signIn(email, password)
    const get = async (path) => (await fetch(portal.url + path, { headers: { cookie: cookies } })).text()
    const found = (await get(`/en${list}`)).match(new RegExp(`/en${list}/[a-z2-7]{26}(?=")`, 'g')) ?? []
    return Promise.all([...new Set(found)].map(async (path) => JSON.parse(await get(`${path}/answers.json`))))
  }

  async function signIn(email, password) {
    const page = await fetch(`${portal.url}/en/sign-in`)
    const cookies = page.headers.getSetCookie()
    const [, token] = /name="token" value="([^"]+)"/.exec(await page.text())
    const reply = await fetch(`${portal.url}/en/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: header(cookies) },
      body: new URLSearchParams({ token, email, password })
    })
    assert.equal(reply.status, 303, email)
    return header([...cookies, ...reply.headers.getSetCookie()])
  }
})

const header = (cookies) => cookies.map((cookie) => cookie.split(';')[0]).join('; ')

function agree(file, { email }) {
  assert.deepEqual(differences(file), [], `${file.service.name}, downloaded by ${email}`)
}
