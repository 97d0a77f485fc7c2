// CIDs that several files of vectors use. Literal, so that no tool's idea of a hash is taken on trust.
import { CID } from 'multiformats/cid'

// The empty block, raw and as dag-pb; the empty map as dag-cbor.
export const emptyRaw = CID.parse('bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku')
export const emptyPb = CID.parse('bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku')
export const emptyMap = CID.parse('bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua')
