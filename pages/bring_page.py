"""How does our own company get in here?"""

from ui.bring import wizard

wizard.heading()
wizard.draw()
