// A portal of one's own for a test: a fresh data folder, a free port, gone with the test.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const binary = process.env.ELEVEN_BIN ?? fileURLToPath(new URL('../bin/eleven', import.meta.url))
const START = 20_000 // ms until the portal must be ready
const POST = 10_000 // ms until a message must be in the folder
const STOP = 15_000 // ms until it must be gone after SIGTERM

/**
 * Starts bin/eleven (built by `make build`) on an empty folder, or on the demo's with `demo: true`; `flags` and `env`
 * go to the program. Resolves once /readyz answers. The caller must `stop()` it.
 */
export async function startPortal({ demo = false, flags = [], env = {} } = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'eleven-e2e-'))
  const settings = { env: { ...process.env, ...env } }
  if (demo) await fill(dir, settings)

  const address = `127.0.0.1:${await freePort()}`
  const child = spawn(binary, ['serve', '--addr', address, '--data', dir, ...flags], settings)
  const output = collect(child)
  const url = `http://${address}`
  const portal = new Portal(url, dir, child, output)
  try {
    await waitFor('the portal is ready', START, () => ready(url, child))
  } catch (cause) {
    await portal.stop().catch(() => {})
    throw new Error(`${cause.message}; it said:\n${output.text}`)
  }
  return portal
}

/** Every address, and who may use it: `[{method, path, roles}]`. */
export async function routes() {
  const { stdout } = await promisify(execFile)(binary, ['routes', '--json'])
  return JSON.parse(stdout)
}

class Portal {
  #read = new Set()

  constructor(url, dir, child, output) {
    this.url = url
    this.dir = dir
    this.child = child
    this.output = output
  }

  /** The demo's people: `[{email, password, totp, role, company, country}]`. */
  async accounts() {
    return JSON.parse(await readFile(join(this.dir, 'demo-accounts.json'), 'utf8'))
  }

  /** The one-time link to the first-steps page. */
  async setupLink() {
    return (await readFile(join(this.dir, 'setup-link'), 'utf8')).trim()
  }

  /** The link in the newest message to `to` that no earlier call has returned; waits for it to arrive. */
  async mail(to) {
    const { text } = await this.letter(to)
    const link = text.split(/\r?\n/).find((line) => /^https?:\/\/\S+$/.test(line.trim()))
    if (!link) throw new Error(`no link alone on a line in:\n${text}`)
    return link.trim()
  }

  /** That message itself: `{subject, text}`, decoded. */
  async letter(to) {
    return waitFor(`a message to ${to}`, POST, async () => {
      const found = (await messages(join(this.dir, 'mail'))).filter(({ name, headers }) => {
        return !this.#read.has(name) && headers.to?.toLowerCase().includes(to.toLowerCase())
      })
      for (const { name } of found) this.#read.add(name)
      const newest = found.at(-1)
      return newest && { subject: newest.headers.subject, text: newest.text }
    })
  }

  /** Ends the program in good order and removes its folder; an error when it had to be killed or ended badly. */
  async stop() {
    const { child } = this
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      const late = setTimeout(() => child.kill('SIGKILL'), STOP)
      child.kill('SIGTERM')
      await gone
      clearTimeout(late)
    }
    await rm(this.dir, { recursive: true, force: true })
    if (child.exitCode !== 0) {
      throw new Error(`the portal ended with ${child.exitCode ?? child.signalCode}; it said:\n${this.output.text}`)
    }
  }
}

/** Tries until `attempt` gives something true, and gives that; after `limit` ms an error naming what was awaited. */
export async function waitFor(what, limit, attempt) {
  const end = Date.now() + limit
  for (;;) {
    const result = await attempt()
    if (result) return result
    if (Date.now() > end) throw new Error(`waited ${limit} ms in vain: ${what}`)
    await pause(50)
  }
}

async function fill(dir, settings) {
  try {
    await promisify(execFile)(binary, ['demo', '--data', dir], settings)
  } catch (error) {
    await rm(dir, { recursive: true, force: true })
    throw error
  }
}

async function ready(url, child) {
  if (child.exitCode !== null) throw new Error(`the portal ended with ${child.exitCode}`)
  const answer = await fetch(`${url}/readyz`).catch(() => null)
  return answer?.ok
}

function collect(child) {
  const output = { text: '' }
  const keep = (chunk) => {
    output.text = (output.text + chunk).slice(-8000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  child.on('error', (error) => keep(`${error.message} (has it been built? \`make build\`)`))
  return output
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** All messages of a folder, oldest first. */
async function messages(folder) {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith('.eml'))
      .map(async (name) => {
        const path = join(folder, name)
        return { name, at: (await stat(path)).mtimeMs, ...parse(await readFile(path, 'latin1')) }
      })
  )
  return found.sort((a, b) => a.at - b.at || a.name.localeCompare(b.name))
}

/** The headers and the plain text of a message, which may have several parts. */
export function parse(raw) {
  const [head, ...rest] = raw.split(/\r?\n\r?\n/)
  const headers = parseHeaders(head)
  const body = rest.join('\n\n')
  const boundary = /boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1]
  if (!boundary) return { headers, text: decode(body, headers) }
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => parse(part.replace(/^\r?\n/, '')))
  const plain = parts.find((part) => /text\/plain|multipart\//i.test(part.headers['content-type'] ?? 'text/plain'))
  return { headers, text: plain?.text ?? '' }
}

function parseHeaders(head) {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), words(line.slice(line.indexOf(':') + 1).trim())])
  )
}

function decode(body, headers) {
  const encoding = headers['content-transfer-encoding']?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/=\r?\n/g, ''))
  return Buffer.from(body, 'latin1').toString('utf8')
}

function quotedPrintable(text) {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Encoded words of a header (=?UTF-8?q?...?= and =?UTF-8?b?...?=) as text. */
function words(value) {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind, text) => {
    if (kind.toLowerCase() === 'b') return Buffer.from(text, 'base64').toString('utf8')
    return quotedPrintable(text.replaceAll('_', ' '))
  })
}
