#!/bin/sh
# Kubo's image runs this before each start: what Dagbok asks of a Kubo that is there for it alone.
set -eu

# Posts are announced over pubsub; devices are paired over streams.
ipfs config --json Pubsub.Enabled true
ipfs config --json Experimental.Libp2pStreamMounting true
# Nothing is announced but what Dagbok asks for, or whom one follows would be known.
ipfs config Provide.Strategy mfs
# Nobody reads from this Kubo over HTTP.
ipfs config --json Addresses.Gateway '[]'
