"""Acts as a directory: `python scim.py URL TOKEN` asks a SCIM server everything that scim2-tester knows to ask.

Writes one line for each finding, and ends with 1 when there is one. A check of several runs through random values.
"""

import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

url, token = sys.argv[1:]
client = Client(base_url=url, headers={"Authorization": f"Bearer {token}"})
results = check_server(SyncSCIMClient(client))
wrong = [r for r in results if r.status in (Status.ERROR, Status.CRITICAL, Status.DEVIATION)]
for result in wrong:
    print(result.resource_type or "-", result.title, result.reason, sep=": ")
passed = sum(result.status == Status.SUCCESS for result in results)
print(f"{passed} of {len(results)} checks passed")
sys.exit(1 if wrong or not passed else 0)
