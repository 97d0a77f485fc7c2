import { makeCars } from './car.mjs'
import { makeCids } from './cid.mjs'
import { makeDagCbor } from './cbor.mjs'
import { makeDagJson } from './json.mjs'
import { assertAgreed } from './lines.mjs'
import { makeDagPb } from './pb.mjs'

await makeCids()
await makeDagCbor()
await makeDagJson()
await makeDagPb()
await makeCars()
assertAgreed()
