// Stands where the portal would be, for the page's own script: small pages, and answers as a test has said.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { waitFor } from './portal.mjs'

const script = new URL('../templates/static/app.js', import.meta.url)

const question = (id, mark = '') => `
  <section data-question="${id}"${mark}>
    <span role="status" data-saved></span>
    <input type="hidden" name="${id}.revision" value="3">
    ${['0', '1', '2', 'na'].map((v) => `<label><input type="radio" name="${id}.level" value="${v}">${v}</label>`).join('')}
    <textarea name="${id}.note" aria-label="note"></textarea>
    <select name="${id}.cause" aria-label="cause"><option value=""></option><option value="other">other</option></select>
    <input name="${id}.reason" aria-label="reason">
  </section>`

const page = (body) => `<!DOCTYPE html><html lang="en"><head><title>t</title>
  <link rel="icon" href="data:,"><script src="/app.js" defer></script></head><body>${body}</body></html>`

const principle = page(`<form method="post" action="/save" data-autosave data-offline="Not saved yet: no connection.">
  <input type="hidden" name="token" value="t0ken">${question('p01-q01')}${question('p01-q02')}
  <button>Save and continue</button></form>`)

const pending = page(`<form method="post" action="/save" data-autosave>${question('p01-q01', ' data-pending')}${question('p01-q02')}</form>`)

const review = page(`<a data-key-next href="/next">next</a> <a data-key-previous href="/previous">previous</a>
  <div data-key-help hidden>help</div>
  <form method="post" action="/save" data-review data-draft data-offline="Not kept yet: no connection."><textarea name="reason" aria-label="reason"></textarea>
  ${['0', '1', '2', '3', '4'].map((v) => `<label><input type="radio" name="score" value="${v}">${v}</label>`).join('')}
  <label><input type="checkbox" name="override" value="yes">override</label> <span role="status" data-saved></span>
  <button>Save</button></form>
  <label><input type="checkbox" data-key-switch> keys</label>`)

const whole = page(`<form method="post" action="/save" data-unsaved><textarea name="note" aria-label="note"></textarea>
  <button>Save</button></form> <a href="/next">next</a>`)

const pages = { '/whole': whole, '/principle': principle, '/pending': pending, '/review': review }

/** The portal's yes to a save of one question. */
export const saved = (id, revision, text = 'Saved at 14:32 EST') => ({ status: 200, body: { saved: { [id]: { revision, text } } } })

/** Keeps each post, and answers it with the next of `answers`, or with a yes. */
export class Stand {
  constructor() {
    this.reset()
    this.server = createServer((request, response) => this.handle(request, response))
  }

  reset() {
    this.posts = []
    this.answers = []
  }

  async handle(request, response) {
    if (request.url === '/app.js') return response.end(await readFile(script))
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    if (request.method === 'GET') return response.end(pages[request.url] ?? page('other'))
    const fields = new URLSearchParams(await readAll(request))
    this.posts.push({ fields: Object.fromEntries(fields), accept: request.headers.accept, by: request.headers['x-requested-with'] })
    if (request.headers['x-requested-with'] !== 'autosave') return response.end(page('sent'))
    const { status, body, headers = {}, when } = this.answers.shift() ?? saved('p01-q01', 4)
    await when
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }

  arrived(count) {
    return waitFor(`${count} posts, not ${this.posts.length}`, 5000, () => this.posts.length >= count && this.posts)
  }
}

async function readAll(stream) {
  let text = ''
  for await (const chunk of stream) text += chunk
  return text
}
