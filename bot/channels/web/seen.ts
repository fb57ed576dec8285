import type { ChannelHost } from '../../message.ts'
import { saidId } from './letters.ts'
import type { BoxOwner, WebOffice } from './office.ts'

/**
 * Everything up to `seq` is on the person's screen: it has arrived. Told on first, confirmed after: when we stop in
 * between, the page's next word of it tells it again.
 */
export async function seen(
  office: WebOffice,
  host: ChannelHost | undefined,
  owner: BoxOwner,
  seq: unknown,
): Promise<void> {
  if (!host || typeof seq !== 'number' || !Number.isSafeInteger(seq)) return
  const keys = await office.boxes.unconfirmed(owner, seq)
  if (keys.length === 0) return
  await host.delivered(keys.flatMap((key) => saidId(key) ?? []))
  await office.boxes.confirm(owner, seq)
}
