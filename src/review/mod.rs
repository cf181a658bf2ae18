//! Judgement. In: a term sheet, a playbook and a side. Out: findings and coverage. `report` comes next.
