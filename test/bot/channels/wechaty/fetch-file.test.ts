import { Readable } from 'node:stream'
import type { FileBoxInterface } from 'file-box'
import { expect, it } from 'vitest'
import { fetchFile } from '../../../../bot/channels/wechaty/fetch-file.ts'
import { usualPace } from '../../../../bot/channels/wechaty/pace.ts'
import { WorldPuppet } from '../../../wechaty/puppet.ts'
import { createWorld, self } from '../../../wechaty/world.ts'

/** Fetches a file that the puppet names, and that flows as it is told. */
async function fetchThat(flows: () => Promise<Readable>) {
  const world = createWorld()
  const puppet = new WorldPuppet(world)
  world.files.set('m1', { toStream: flows } as unknown as FileBoxInterface)
  return fetchFile({ puppet, self }, { remote: 'm1', media: 'photo' }, usualPace)
}

const failing = (code: string | number, message: string) =>
  Object.assign(new Error(message), { code, details: message })

it.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET'])(
  'a photo is fetched again later when the address that the host gave cannot be reached just then: %s',
  async (code) => {
    const reached = await fetchThat(() => Promise.reject(failing(code, `connect ${code} 10.0.0.9:80`)))
    expect(reached.kind).toBe('retry')
    const broken = await fetchThat(
      async () =>
        new Readable({
          read() {
            this.destroy(failing(code, `read ${code}`))
          },
        }),
    )
    expect(broken.kind).toBe('retry')
    expect(JSON.stringify(reached)).not.toContain('10.0.0.9')
  },
)

it('a photo is fetched again later when the address answers strangely', async () => {
  expect((await fetchThat(() => Promise.reject(new Error('socket hang up')))).kind).toBe('retry')
  expect((await fetchThat(() => Promise.reject(new Error('302 Found not supported')))).kind).toBe('retry')
})

it('a photo that the host says is not there is given up, before it flows and after', async () => {
  expect(await fetchThat(() => Promise.reject(failing(2, 'no such file')))).toEqual({
    kind: 'refused',
    why: 'unavailable',
  })
  const world = createWorld()
  const gone = await fetchFile({ puppet: new WorldPuppet(world), self }, { remote: 'm1', media: 'photo' }, usualPace)
  expect(gone).toEqual({ kind: 'refused', why: 'unavailable' })
})
