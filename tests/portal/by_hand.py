"""The figures of a dashboard asked of the database in its own language, without a line of the program."""

from datetime import date

from django.db import connection

from plans.models import Plan

#: How each database writes the day of the page, and the days from one date to another.
DIALECTS = {
    "sqlite": {"on": "%(on)s", "days": "(julianday({1}) - julianday({0}))", "day_of": "date({0})"},
    "postgresql": {"on": "CAST(%(on)s AS date)", "days": "({1} - {0})", "day_of": "CAST({0} AS date)"},
}

#: The last report of two about the same days is that of the last status, then of the largest share.
LAST = """r.ends_on DESC, COALESCE(r.happened_on, r.ends_on) DESC, CASE r.status WHEN 'not_started' THEN 0
  WHEN 'under_way' THEN 1 WHEN 'completed' THEN 2 WHEN 'suspended' THEN 3 ELSE 4 END DESC,
  COALESCE(r.percentage, -100) DESC"""

#: Where each activity of the plan stands: its facts one by one, then the first state that holds.
STANDING = """
WITH facts AS (
  SELECT a.id, a.code, a.weight, COALESCE(ao.axis_id, ro.axis_id) AS axis, p.ends_on AS plan_end,
    a.original_starts_on AS start_0, a.original_ends_on AS end_0, a.blocking_cause, a.forecast_on,
    (a.added_on IS NULL OR a.added_on <= {on})
      AND (a.withdrawn_on IS NULL OR a.withdrawn_on > {on}) AS is_present,
    a.withdrawn_on IS NOT NULL AND a.withdrawn_on <= {on} AS is_withdrawn,
    (SELECT r.status FROM activities_progressreport r WHERE r.activity_id = a.id AND r.state = 'validated'
       AND COALESCE(r.happened_on, r.ends_on) <= {on}
       ORDER BY {last} LIMIT 1) AS told,
    (SELECT COALESCE(r.happened_on, r.ends_on) FROM activities_progressreport r
       WHERE r.activity_id = a.id AND r.state = 'validated' AND COALESCE(r.happened_on, r.ends_on) <= {on}
       ORDER BY {last} LIMIT 1) AS told_about,
    (SELECT CASE WHEN r.status = 'not_started' THEN COALESCE(r.percentage, 0) ELSE r.percentage END
       FROM activities_progressreport r WHERE r.activity_id = a.id AND r.state = 'validated'
       AND r.ends_on <= {on} ORDER BY {last} LIMIT 1) AS percentage,
    (SELECT COUNT(*) FROM activities_progressreport r WHERE r.activity_id = a.id AND r.state = 'validated'
       AND ((r.begun_on IS NOT NULL AND r.begun_on <= {on}) OR (r.begun_on IS NULL
       AND r.status <> 'not_started' AND COALESCE(r.happened_on, r.ends_on) <= {on}))) AS said_begun,
    (SELECT COUNT(*) FROM activities_milestone m WHERE m.activity_id = a.id) AS steps,
    (SELECT COUNT(*) FROM activities_milestone m WHERE m.activity_id = a.id AND m.done_on <= {on})
      AS steps_done,
    (SELECT MAX(m.done_on) FROM activities_milestone m WHERE m.activity_id = a.id) AS last_step,
    (SELECT SUM(m.weight) FROM activities_milestone m WHERE m.activity_id = a.id) AS steps_weight,
    (SELECT SUM(m.weight) FROM activities_milestone m WHERE m.activity_id = a.id AND m.done_on <= {on})
      AS done_weight,
    COALESCE((SELECT d.starts_on FROM activities_postponement d WHERE d.activity_id = a.id AND
      d.decided_on <= {on}
       AND d.starts_on IS NOT NULL ORDER BY d.decided_on DESC LIMIT 1), a.original_starts_on) AS start_1,
    COALESCE((SELECT d.ends_on FROM activities_postponement d WHERE d.activity_id = a.id AND d.decided_on
      <= {on}
       ORDER BY d.decided_on DESC LIMIT 1), a.original_ends_on) AS end_1,
    COALESCE(
      (SELECT r.cause FROM activities_progressreport r WHERE r.activity_id = a.id AND r.state = 'validated'
         AND r.cause <> '' AND r.ends_on <= {on} ORDER BY r.ends_on DESC, r.id DESC LIMIT 1),
      (SELECT d.cause FROM activities_postponement d WHERE d.activity_id = a.id AND d.cause <> ''
         AND d.decided_on <= {on} ORDER BY d.decided_on DESC LIMIT 1), a.blocking_cause) AS cause
  FROM activities_activity a JOIN plans_plan p ON p.id = a.plan_id
  LEFT JOIN plans_strategicobjective ao ON ao.id = a.objective_id
  LEFT JOIN plans_result res ON res.id = a.result_id
  LEFT JOIN plans_strategicobjective ro ON ro.id = res.objective_id
  WHERE a.plan_id = %(plan)s
), shares AS (
  SELECT facts.*,
    CASE WHEN told = 'completed' THEN told_about WHEN steps > 0 AND steps = steps_done THEN last_step END
      AS over_on,
    CASE WHEN told = 'completed' OR (steps > 0 AND steps = steps_done) THEN 1.0
      WHEN steps > 0 AND steps_weight > 0 THEN COALESCE(done_weight, 0) * 1.0 / steps_weight
      WHEN steps > 0 THEN steps_done * 1.0 / steps
      ELSE percentage / 100.0 END AS done,
    CASE WHEN start_1 IS NULL OR end_1 IS NULL THEN NULL WHEN {on} > end_1 THEN 1.0 WHEN {on} <= start_1
      THEN 0.0
      ELSE {days_gone} * 1.0 / ({days_due} + 1) END AS due,
    CASE WHEN start_0 IS NULL OR end_0 IS NULL THEN NULL WHEN {on} > end_0 THEN 1.0 WHEN {on} <= start_0
      THEN 0.0
      ELSE {days_gone_0} * 1.0 / ({days_due_0} + 1) END AS due_0,
    steps_done > 0 OR said_begun > 0 AS has_begun,
    (SELECT COUNT(*) FROM activities_progressreport r WHERE r.activity_id = facts.id AND r.state =
      'validated'
       AND r.ends_on >= start_1 AND r.ends_on <= {on}) AS reports_since
  FROM facts
), standing AS (
  SELECT shares.*,
    CASE WHEN told = 'cancelled' THEN 'cancelled'
      WHEN over_on IS NOT NULL AND end_0 IS NOT NULL AND over_on > end_0 THEN 'completed_late'
      WHEN over_on IS NOT NULL THEN 'completed'
      WHEN plan_end < {on} THEN 'not_achieved'
      WHEN start_1 IS NULL OR end_1 IS NULL THEN 'undated'
      WHEN start_1 >= {on} AND NOT has_begun THEN 'upcoming'
      WHEN end_1 < {on} THEN 'late'
      WHEN told = 'suspended' THEN 'suspended'
      WHEN NOT has_begun AND reports_since = 0 THEN 'not_reported'
      WHEN NOT has_begun THEN 'late_start'
      WHEN due - done > 0.1 + 1e-12 THEN 'behind'
      ELSE 'on_track' END AS state
  FROM shares
)
SELECT * FROM standing
"""
COUNTED = "SELECT * FROM standing WHERE is_present AND state <> 'cancelled'"

#: A mean by the weights, or by equal weights when all are zero.
MEAN = "CASE WHEN SUM(weight) = 0 THEN AVG({0}) ELSE SUM(weight * {0}) * 1.0 / SUM(weight) END"

FIGURES = f"""
  (SELECT {MEAN.format("COALESCE(done, 0)")} FROM counted WHERE {{where}}),
  (SELECT {MEAN.format("done")} FROM counted WHERE done IS NOT NULL AND {{where}}),
  (SELECT {MEAN.format("due")} FROM counted WHERE due IS NOT NULL AND {{where}}),
  (SELECT {MEAN.format("due_0")} FROM counted WHERE due_0 IS NOT NULL AND {{where}}),
  (SELECT {MEAN.format("CASE WHEN done IS NULL THEN 1.0 ELSE 0.0 END")} FROM counted WHERE {{where}}),
  (SELECT COUNT(*) FROM standing WHERE is_present AND {{where}}),
  (SELECT COUNT(*) FROM counted WHERE {{where}}),
  (SELECT COUNT(done) FROM counted WHERE {{where}}),
  (SELECT COUNT(*) FROM counted WHERE due IS NULL AND {{where}}),
  (SELECT COUNT(*) FROM standing WHERE is_withdrawn AND {{where}})
"""

LINES = """
WITH stages AS (
  SELECT f.activity_id, f.year, s.stage, s.amount FROM activities_fundingstep s
  JOIN activities_funding f ON f.id = s.funding_id
  WHERE s."on" <= {on} AND NOT EXISTS (SELECT 1 FROM activities_fundingstep n WHERE n.funding_id =
    s.funding_id
    AND n.stage = s.stage AND n."on" > s."on" AND n."on" <= {on})
), amounts AS (
  SELECT activity_id, year, 'planned' AS name, amount FROM activities_budgetline
  UNION ALL SELECT activity_id, year, stage, amount FROM stages
  UNION ALL SELECT activity_id, year, 'spent', amount FROM activities_expense WHERE "on" <= {on}
), lines AS (
  SELECT amounts.activity_id, amounts.year, standing.axis,
    SUM(CASE WHEN name = 'planned' THEN amount END) AS planned,
    SUM(CASE WHEN name = 'pledged' THEN amount END) AS pledged,
    SUM(CASE WHEN name = 'mobilised' THEN amount END) AS mobilised,
    SUM(CASE WHEN name = 'disbursed' THEN amount END) AS disbursed,
    SUM(CASE WHEN name = 'spent' THEN amount END) AS spent
  FROM amounts JOIN standing ON standing.id = amounts.activity_id WHERE is_present
  GROUP BY amounts.activity_id, amounts.year, standing.axis
)
SELECT SUM(planned), SUM(pledged), SUM(mobilised), SUM(disbursed), SUM(spent),
  COALESCE(SUM(CASE WHEN planned > COALESCE(mobilised, 0) THEN planned - COALESCE(mobilised, 0) END), 0)
FROM lines WHERE {where}
"""

#: What each indicator that everybody may read has reached, and its rates.
INDICATORS = """
WITH present AS (
  SELECT i.*, CASE WHEN i.target_basis = 'cumulative' THEN i.baseline ELSE 0 END AS base
  FROM plans_indicator i WHERE i.plan_id = %(plan)s
    AND (i.added_on IS NULL OR i.added_on <= {on}) AND (i.withdrawn_on IS NULL OR i.withdrawn_on > {on})
), valid AS (
  SELECT m.* FROM plans_measurement m JOIN present ON present.id = m.indicator_id
  WHERE m.validated_at IS NOT NULL AND m.ends_on <= {on}
    AND NOT EXISTS (SELECT 1 FROM plans_measurement c WHERE c.supersedes_id = m.id)
), reached AS (
  SELECT present.*,
    (SELECT COUNT(*) FROM valid WHERE valid.indicator_id = present.id) AS measurements,
    CASE WHEN over_time = 'sum' THEN (SELECT SUM(value) FROM valid WHERE valid.indicator_id = present.id)
      ELSE (SELECT SUM(value) FROM valid WHERE valid.indicator_id = present.id AND NOT EXISTS (
        SELECT 1 FROM valid l WHERE l.indicator_id = valid.indicator_id AND l.ends_on > valid.ends_on
        AND COALESCE(l.region_id, 0) = COALESCE(valid.region_id, 0))) END AS so_far,
    (SELECT SUM(value) FROM valid WHERE valid.indicator_id = present.id AND valid.ends_on >= {first}
      AND NOT EXISTS (SELECT 1 FROM valid l WHERE l.indicator_id = valid.indicator_id AND l.ends_on >
        valid.ends_on
        AND COALESCE(l.region_id, 0) = COALESCE(valid.region_id, 0))) AS this_year,
    (SELECT value FROM plans_target t WHERE t.indicator_id = present.id AND t.year = %(year)s) AS goal,
    (SELECT SUM(value) FROM plans_target t WHERE t.indicator_id = present.id AND t.year <= %(year)s) AS
      goals,
    (SELECT SUM(value) FROM plans_target t WHERE t.indicator_id = present.id) AS every_goal,
    (SELECT value FROM plans_target t WHERE t.indicator_id = present.id ORDER BY year DESC LIMIT 1) AS
      last_goal
  FROM present
), compared AS (
  SELECT reached.*,
    CASE WHEN target_basis = 'of_the_year' AND over_time <> 'sum' THEN this_year ELSE so_far END AS actual,
    CASE WHEN target_basis = 'of_the_year' AND over_time = 'sum' THEN goals ELSE goal END AS aim,
    CASE WHEN target_basis = 'of_the_year' AND over_time = 'sum' THEN every_goal ELSE last_goal END AS
      end_aim
  FROM reached
), rated AS (
  SELECT compared.*, {rate_so_far} AS rate, {rate_final} AS final FROM compared
)
"""
RATE = """CASE WHEN is_protected OR {actual} IS NULL OR {aim} IS NULL THEN NULL
  WHEN direction = 'maintain' THEN CASE WHEN ABS({actual} - {aim}) <= tolerance THEN 1.0 ELSE 0.0 END
  WHEN base IS NULL THEN NULL
  WHEN direction = 'increase' AND {aim} < base THEN NULL
  WHEN direction = 'decrease' AND {aim} > base THEN NULL
  WHEN {aim} = base AND direction = 'increase' THEN CASE WHEN {actual} >= {aim} THEN 1.0 ELSE 0.0 END
  WHEN {aim} = base THEN CASE WHEN {actual} <= {aim} THEN 1.0 ELSE 0.0 END
  WHEN ({actual} - base) * 1.0 / ({aim} - base) < 0 THEN 0.0
  WHEN ({actual} - base) * 1.0 / ({aim} - base) > 1 THEN 1.0
  ELSE ({actual} - base) * 1.0 / ({aim} - base) END"""

FACTS = """
WITH days AS (
  SELECT {decided_day} AS day FROM activities_progressreport r JOIN standing ON standing.id = r.activity_id
    WHERE r.state = 'validated' AND is_present
  UNION ALL SELECT d.decided_on FROM activities_postponement d JOIN standing ON standing.id = d.activity_id
    WHERE is_present
  UNION ALL SELECT m.done_on FROM activities_milestone m JOIN standing ON standing.id = m.activity_id
    WHERE is_present
  UNION ALL SELECT a.added_on FROM activities_activity a JOIN standing ON standing.id = a.id WHERE
    is_present
  UNION ALL SELECT a.withdrawn_on FROM activities_activity a WHERE a.plan_id = %(plan)s
  UNION ALL SELECT {validated_day} FROM plans_measurement m JOIN plans_indicator i ON i.id = m.indicator_id
    WHERE i.plan_id = %(plan)s AND NOT i.is_protected AND m.ends_on <= {on} AND m.validated_at IS NOT NULL
    AND (i.added_on IS NULL OR i.added_on <= {on}) AND (i.withdrawn_on IS NULL OR i.withdrawn_on > {on})
    AND NOT EXISTS (SELECT 1 FROM plans_measurement c WHERE c.supersedes_id = m.id)
)
SELECT day FROM days WHERE day <= {on} ORDER BY day DESC LIMIT 6
"""

LESSONS = """
SELECT COUNT(*), COUNT(CASE WHEN o.status = 'done' THEN 1 END),
  COUNT(CASE WHEN o.status <> 'done' AND EXISTS (SELECT 1 FROM activities_outcome_axes l
    JOIN plans_axis x ON x.id = l.axis_id WHERE l.outcome_id = o.id AND x.plan_id = %(plan)s) THEN 1 END)
FROM activities_outcome o JOIN activities_workshop w ON w.id = o.workshop_id
JOIN plans_plan p ON p.predecessor_id = w.plan_id JOIN plans_plan former ON former.id = w.plan_id
WHERE p.id = %(plan)s AND former.published_at IS NOT NULL
  AND (o.kind IN ('decision', 'recommendation')
    OR EXISTS (SELECT 1 FROM evaluation_recommendation r WHERE r.outcome_id = o.id))
"""


class ByHand:
    """The database asked in its own language."""

    def __init__(self, plan: Plan, on: date):
        self.values = {"plan": plan.pk, "on": on.isoformat(), "year": on.year, "first": f"{on.year}-01-01"}
        dialect = DIALECTS[connection.vendor]
        on_words = dialect["on"]
        self.words = {
            "on": on_words,
            "last": LAST,
            "first": on_words.replace("(on)", "(first)"),
            "days_gone": dialect["days"].format("start_1", on_words),
            "days_due": dialect["days"].format("start_1", "end_1"),
            "days_gone_0": dialect["days"].format("start_0", on_words),
            "days_due_0": dialect["days"].format("start_0", "end_0"),
            "decided_day": dialect["day_of"].format("r.decided_at"),
            "validated_day": dialect["day_of"].format("m.validated_at"),
            "rate_so_far": RATE.format(actual="actual", aim="aim"),
            "rate_final": RATE.format(actual="so_far", aim="end_aim"),
        }

        # Kept for the other queries: each of them would work it out again.
        self.keep("standing", STANDING)
        self.keep("counted", COUNTED)

    def keep(self, name: str, sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            cursor.execute(f"CREATE TEMPORARY TABLE {name} AS {sql.format(**self.words)}", self.values)

    def rows(self, sql: str, **words: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql.format(**self.words, **words), self.values)
            return cursor.fetchall()
