"""When things run: the Prefect flow and the command line."""

import os

# Prefect's client and server both report their use to its makers unless told not to; nothing leaves this machine
os.environ["DO_NOT_TRACK"] = "1"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
