import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UniformResourceNameRegistry } from 'file-box'
import { log } from 'wechaty-puppet'
import type { HostAddress } from '../../bot/channels/wechaty/host-address.ts'
import { WorldPuppet } from './puppet.ts'
import type { World } from './world.ts'

const certificate = (name: string) => readFileSync(new URL(`certificates/${name}.pem`, import.meta.url), 'utf8')

export const authority = certificate('ca')
export const hostName = 'puppet.office.example'

interface LibraryServer {
  /** Where its files lie: by default in a folder for the whole process, which the first that stops takes away. */
  urnRegistry?: UniformResourceNameRegistry
  start(): Promise<void>
  stop(): Promise<void>
}

type LibraryServerClass = new (options: {
  endpoint: string
  token: string
  puppet: WorldPuppet
  tls: { serverCert: string; serverKey: string }
}) => LibraryServer

// Its own types change those of node:util for the whole program.
const library: string = 'wechaty-puppet-service'

/** A puppet service on this machine, which can be killed and come back. */
export interface Host {
  address: HostAddress
  start(): Promise<void>
  /** Its process dies: nothing is said to anybody. */
  kill(): Promise<void>
}

export async function createServiceHost(world: World, token = 'token_of_a_test'): Promise<Host> {
  log.level('silent')
  const { PuppetServer } = (await import(library)) as { PuppetServer: LibraryServerClass }
  const endpoint = `127.0.0.1:${await freePort()}`
  let running: { server: LibraryServer; puppet: WorldPuppet } | undefined
  return {
    address: { endpoint, token, ca: authority, serverName: hostName },
    async start() {
      const puppet = new WorldPuppet(world)
      puppet.on('error', () => {})
      const tls = { serverCert: certificate('server'), serverKey: certificate('server-key') }
      const server = new PuppetServer({ endpoint, token, puppet, tls })
      server.urnRegistry = new UniformResourceNameRegistry({ storeDir: mkdtempSync(join(tmpdir(), 'puppet-')) })
      await server.urnRegistry.init()
      await server.start()
      running = { server, puppet }
    },
    async kill() {
      const killed = running
      running = undefined
      await killed?.server.stop()
      await killed?.puppet.stop()
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
