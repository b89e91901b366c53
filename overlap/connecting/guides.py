"""What one has to do in a CRM so that Overlap may read it, step by step, as `overlap connect` says it."""

HUBSPOT = """\
In HubSpot, as a super admin:
  1. Settings, Integrations, Private Apps, Create a private app. (Newer accounts: Development, Legacy Apps, Create
     legacy app, Private.) Call it Overlap.
  2. Scopes, read only. Contacts are a must; without one of the others Overlap goes on and says what it lacks:
       crm.objects.contacts.read   crm.objects.companies.read   crm.objects.deals.read   crm.objects.owners.read
       sales-email-read            forms                        content                  marketing.campaigns.read
  3. Create app, then show its access token (pat-...) and copy it.
On this machine, so that the token stands in no file and no history of commands:
  read -rs {variable} && export {variable}        (paste the token, then Enter)
  overlap connect hubspot
"""
SALESFORCE = """\
In Salesforce, as an administrator:
  1. A user for Overlap, of the licence Salesforce, with a permission set that has API Enabled and View All Data
     (or read access to Lead, Contact, Account, Opportunity, Campaign, Task, Event and all their fields), and View Setup
     and Configuration for dated exchange rates.
  2. Setup, External Client App Manager, New External Client App (older: App Manager, New Connected App). Enable OAuth,
     the scope "Manage user data via APIs (api)", and the Client Credentials Flow; run it as the user of step 1.
  3. Copy the consumer key and the consumer secret, and the domain of Setup, My Domain.
On this machine, so that they stand in no file and no history of commands, as one address:
  read -rs {variable} && export {variable}
       (paste https://CONSUMER_KEY:CONSUMER_SECRET@YOUR-DOMAIN.my.salesforce.com, then Enter)
  overlap connect salesforce
"""
