/**
 * Profiles as CAR files, and all of a profile checked: {@link dagbok.archive.CarExport}, {@link
 * dagbok.archive.CarImport}, {@link dagbok.archive.CarVerifier}, and {@link
 * dagbok.archive.BlockInspector} for single objects.
 *
 * <p>A CAR is checked before anything of it becomes visible: its packs go into a fresh set, and
 * what follows from that set has to be what its snapshot and head say ({@link
 * dagbok.dag.Verification}). Only then are its items offered to the replica, where they join what
 * is there. A CAR may be larger than memory and in any order, so its blocks go through a temporary
 * file ({@code CarSpool}).
 *
 * <p>Nothing here pins, announces or fetches a profile by itself.
 */
@NullMarked
package dagbok.archive;

import org.jspecify.annotations.NullMarked;
