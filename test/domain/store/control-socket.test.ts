import { EventEmitter, once } from 'node:events'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Command, callControl, serveControl } from '../../../domain/store/control-socket.ts'
import { temporaryFolder } from '../../context.ts'

const commands: Record<string, Command> = {
  async greet(args, print) {
    for (const name of args) print(`你好，${name}`)
    return args.length
  },
  async fail() {
    throw new Error('No officer of that name')
  },
}

async function serve(folder: string, offered = commands) {
  const server = await serveControl(folder, offered)
  onTestFinished(() => server.close())
  return server
}

async function call(folder: string, command: string, ...args: string[]) {
  const lines: string[] = []
  const code = await callControl(folder, command, args, (line) => lines.push(line))
  return { code, lines }
}

describe('a command beside a running server', () => {
  it('is run there: its lines come over, in order, and its exit code', async () => {
    const folder = temporaryFolder()
    await serve(folder)
    expect(await call(folder, 'greet', '一', 'two\nlines', '"')).toEqual({
      code: 3,
      lines: ['你好，一', '你好，two\nlines', '你好，"'],
    })
  })

  it('prints while it runs, not only at its end', async () => {
    const folder = temporaryFolder()
    let finish = (): void => {}
    await serve(folder, {
      slow: (_, print) =>
        new Promise((resolve) => {
          print('begun')
          finish = () => resolve(0)
        }),
    })
    const code = await callControl(folder, 'slow', [], () => finish())
    expect(code).toBe(0)
  })

  it('that throws prints why and returns 1', async () => {
    const folder = temporaryFolder()
    await serve(folder)
    expect(await call(folder, 'fail')).toEqual({ code: 1, lines: ['No officer of that name'] })
  })

  it.each(['unknown', 'toString', '__proto__'])('named %s is told to be unknown', async (name) => {
    const folder = temporaryFolder()
    await serve(folder)
    const { code, lines } = await call(folder, name)
    expect(code).toBe(1)
    expect(lines[0]).toContain(name)
  })

  it('is told when the server went away in the middle', async () => {
    const folder = temporaryFolder()
    const server = createServer((socket) => socket.once('data', () => socket.destroy()))
    await new Promise<void>((listening) => server.listen(join(folder, 'control.sock'), listening))
    onTestFinished(() => void server.close())
    await expect(call(folder, 'greet')).rejects.toThrow('stopped before the command had ended')
  })

  it('is waited for when the server closes', async () => {
    const folder = temporaryFolder()
    const events = new EventEmitter()
    const server = await serveControl(folder, {
      async slow() {
        const finished = once(events, 'finish')
        events.emit('begun')
        await finished
        return 7
      },
    })
    const begun = once(events, 'begun')
    const calling = callControl(folder, 'slow', [], () => {})
    await begun
    const closing = server.close()
    events.emit('finish')
    expect(await calling).toBe(7)
    await closing
  })
})

describe('the socket', () => {
  it.runIf(process.platform !== 'win32')('can be opened by its owner alone', async () => {
    const folder = temporaryFolder()
    await serve(folder)
    const { mode } = await stat(join(folder, 'control.sock'))
    expect(mode & 0o777).toBe(0o600)
  })

  it('takes the place of what a killed server left', async () => {
    const folder = temporaryFolder()
    await writeFile(join(folder, 'control.sock'), '')
    await serve(folder)
    expect(await call(folder, 'greet')).toEqual({ code: 0, lines: [] })
  })

  it('may lie deeper than a socket path may be long', async () => {
    const folder = join(temporaryFolder(), 'a'.repeat(100), 'b'.repeat(100))
    await mkdir(folder, { recursive: true })
    await serve(folder)
    expect(await call(folder, 'greet', 'x')).toEqual({ code: 1, lines: ['你好，x'] })
  })

  it('survives nonsense', async () => {
    const folder = temporaryFolder()
    await serve(folder)
    for (const words of ['\n', '{"command":', 'null\n', '[]\n', '{"command":5,"args":5}\n']) {
      await new Promise((closed) =>
        connect(join(folder, 'control.sock'))
          .on('close', closed)
          .on('error', () => {})
          .resume()
          .end(words),
      )
    }
    expect((await call(folder, 'greet', 'x')).code).toBe(1)
  })
})

describe('without a server', () => {
  it('in a folder that does not exist, in an empty one, and beside a dead socket, it says so', async () => {
    const folder = temporaryFolder()
    expect((await call(join(folder, 'nowhere'), 'greet')).code).toBe('no-server')
    expect((await call(join(folder, 'n'.repeat(200)), 'greet')).code).toBe('no-server')
    expect((await call(folder, 'greet')).code).toBe('no-server')
    const server = await serveControl(folder, commands)
    await server.close()
    expect((await call(folder, 'greet')).code).toBe('no-server')
  })
})
