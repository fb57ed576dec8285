import { Api, type ApiClientOptions } from 'grammy'
import type { Pace } from './pace.ts'
import type { Transport } from './transport.ts'

/** Telegram's methods, carried by our transport. */
export function createApi(token: string, apiRoot: string, transport: Transport, { callMs }: Pace): Api {
  return new Api(token, {
    apiRoot,
    timeoutSeconds: callMs / 1000,
    // grammY uses of fetch what `Transport` has.
    fetch: transport.fetch as unknown as NonNullable<ApiClientOptions['fetch']>,
  })
}
