-- Open problems by kind: how many, in how many files, and a file to look at.
SELECT severity, code, count(*) AS problems, count(DISTINCT sha256) AS files,
  arg_min(concat_ws(', page ', path, page), (path, page)) AS example,
  arg_min(message, (path, page)) AS message, arg_min(message_zh, (path, page)) AS message_zh
FROM audit.open_problem
GROUP BY severity, code
ORDER BY severity = 'error' DESC, severity = 'warning' DESC, problems DESC, code
